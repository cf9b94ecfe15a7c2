import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { TEMPLATES, type Mapping, type Match } from '../../../shared/domain/import/templates.ts';
import { StatusTag } from '../../ui/marks.tsx';
import type { Opened } from './use-import.ts';

const NONE = '';

/** Our fields, the column of the file each is read from, and what stands there; every line can be corrected. */
export function MappingTable({ opened, match, disabled, onMap }: { opened: Opened; match: Match; disabled: boolean; onMap: (mapping: Mapping) => void }) {
  const { t } = useTranslation('import');
  const { mapping, table } = opened;
  const columns = TEMPLATES[match.template].columns;
  const columnOf = (field: string): number | undefined => {
    const found = Object.entries(mapping).find(([, f]) => f === field);
    return found && Number(found[0]);
  };
  const first = table.lines.find((l) => l.line > match.headerLine);
  const unused = match.headers.filter((h, i) => h.trim() !== '' && mapping[i] === undefined);
  const matched = columns.filter((c) => columnOf(c.field) !== undefined).length;
  const choose = (field: string, at: string) => {
    const next = Object.fromEntries(Object.entries(mapping).filter(([i, f]) => f !== field && i !== at));
    onMap(at === NONE ? next : { ...next, [Number(at)]: field });
  };
  const options = [{ value: NONE, label: t('map.none') }, ...match.headers.flatMap((h, i) => (h.trim() === '' ? [] : [{ value: String(i), label: h }]))];
  const changed = JSON.stringify(mapping) !== JSON.stringify(match.mapping);
  return (
    <details open={matched < columns.length || changed} className="import-mapping">
      <summary>
        {t('map.matched', { count: matched, missing: columns.length - matched })}
        {unused.length > 0 && <span className="muted small"> · {t('map.unused', { list: unused.join(t('ui:comma')) })}</span>}
      </summary>
      {changed && (
        <Button size="small" disabled={disabled} onClick={() => onMap(match.mapping)}>
          {t('map.reset')}
        </Button>
      )}
      <div className="import-columns">
        <table className="plain-table">
          <thead>
            <tr>
              <th>{t('map.ours')}</th>
              <th>{t('map.theirs')}</th>
              <th>{t('map.sample')}</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {columns.map((c) => {
              const at = columnOf(c.field);
              const auto = at !== undefined && match.mapping[at] === c.field;
              return (
                <tr key={c.field} data-map={c.field}>
                  <td>{c.header}</td>
                  <td>
                    <Select<string>
                      size="small"
                      className="import-column"
                      aria-label={c.header}
                      disabled={disabled}
                      value={at === undefined ? NONE : String(at)}
                      options={options}
                      showSearch={{ optionFilterProp: 'label' }}
                      onChange={(v) => choose(c.field, v)}
                    />
                  </td>
                  <td className="import-sample" title={at === undefined ? '' : first?.cells[at]}>
                    {at === undefined ? '' : first?.cells[at]}
                  </td>
                  <td>
                    {at === undefined ? (
                      <StatusTag tone={c.required ? 'blocked' : 'neutral'}>{t('map.missing')}</StatusTag>
                    ) : (
                      <StatusTag tone={auto ? 'done' : 'current'}>{t(auto ? 'map.auto' : 'map.changed')}</StatusTag>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

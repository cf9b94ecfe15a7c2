import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refuseCents } from '../../../shared/bounds.ts';
import type { FileField } from '../../../shared/domain/deal-from-file.ts';
import { PAY_KINDS } from '../../../shared/domain/contract-text/payment.ts';
import { OUR_ROLES, ROUTES } from '../../../shared/domain/deal.ts';
import type { Quote } from '../../../shared/domain/finding.ts';
import type { PartySaid } from '../../../shared/domain/precheck/party-lines.ts';
import { decimal, Decimal, formatRate, formatYuan, parseMoney, parseRate } from '../../../shared/money.ts';
import type { Refusal } from '../../../shared/result.ts';
import { parseDay } from '../../../shared/time.ts';
import { useClear } from '../../ui/clear.tsx';
import { StatusTag } from '../../ui/marks.tsx';
import { refusalWords } from '../../ui/refusal-words.ts';
import { choiceOf, type Choices, type Line } from './proposals.ts';

const DAYS = new Set<FileField>(['signedOn', 'effectiveOn', 'termFrom', 'termTo']);
const PARTIES = new Set<FileField>(['seller', 'buyer', 'broker']);
const MONEY = new Set<FileField>(['total', 'nonTechnical']);
const show = (field: FileField, value: string): string =>
  MONEY.has(field) && decimal(value) ? formatYuan(value) : field === 'royaltyRate' && decimal(value) ? formatRate(value) : value;

/** As typed → as kept: 元, decimals, ISO days. */
function keep(field: FileField, typed: string): string {
  if (MONEY.has(field)) return parseMoney(typed)?.yuan ?? typed;
  if (field === 'royaltyRate') {
    const bare = decimal(typed);
    return bare ? new Decimal(bare).div(100).toFixed() : (parseRate(typed) ?? typed);
  }
  return DAYS.has(field) ? (parseDay(typed) ?? typed) : typed;
}

/** Read values with the words they come from; each is adopted, corrected or left by a person. */
export function ProposalTable({
  lines,
  choices,
  saidOf,
  onChange,
  onQuote,
}: {
  lines: readonly Line[];
  choices: Choices;
  /** what else is said of the party of a name, and goes along with it */
  saidOf: (name: string) => PartySaid;
  onChange: (next: Choices) => void;
  onQuote: (q: Quote) => void;
}) {
  const { t } = useTranslation('deals');
  const clear = useClear();
  const put = (line: Line, part: Partial<{ state: 'open' | 'adopted' | 'skipped'; value: string }>) =>
    onChange({ ...choices, [line.field]: { ...choiceOf(choices, line), ...part } });
  return (
    <table className="proposal" aria-label={t('proposal.title')}>
      <thead>
        <tr>
          <th>{t('proposal.field')}</th>
          <th>{t('proposal.value')}</th>
          <th>{t('proposal.quote')}</th>
          <th />
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const { state, value } = choiceOf(choices, line);
          const label = t(`fileField.${line.field}`);
          const options =
            line.field === 'route'
              ? ROUTES.map((v) => ({ value: v as string, label: t(`route.${v}`) }))
              : line.field === 'role'
                ? OUR_ROLES.map((v) => ({ value: v as string, label: t(`role.${v}`) }))
                : line.field === 'payKind'
                  ? PAY_KINDS.map((v) => ({ value: v as string, label: t(`payKind.${v}`) }))
                  : null;
          const typed = (next: string) => put(line, { value: next, state: next === '' ? 'open' : line.read === undefined ? 'adopted' : state });
          return (
            <tr key={line.field} className={state === 'adopted' ? 'proposal-done' : undefined} data-proposal={line.field} data-state={state}>
              <th scope="row">{label}</th>
              <td>
                {options ? (
                  <Select<string>
                    size="small"
                    className="field-select"
                    aria-label={label}
                    value={value || (null as never)}
                    options={options}
                    allowClear={clear}
                    onChange={(v) => typed(v ?? '')}
                  />
                ) : (
                  <ValueInput field={line.field} label={label} value={value} onDone={typed} />
                )}
                {PARTIES.has(line.field) && <Along said={saidOf(value)} />}
              </td>
              <td className="proposal-quote">
                {line.quote && (
                  <button type="button" className="link small" onClick={() => onQuote(line.quote!)}>
                    “{short(line.quote.text)}”
                  </button>
                )}
              </td>
              <td className="row-actions">
                {line.read !== undefined &&
                  (state === 'adopted' ? (
                    <>
                      <StatusTag tone="done">{t('proposal.adopted')}</StatusTag>{' '}
                      <Button size="small" type="text" onClick={() => put(line, { state: 'open' })}>
                        {t('proposal.undo')}
                      </Button>
                    </>
                  ) : (
                    <>
                      <Button size="small" disabled={value === ''} onClick={() => put(line, { state: 'adopted' })}>
                        {t('proposal.adopt')}
                      </Button>
                      {state === 'open' ? (
                        <Button size="small" type="text" onClick={() => put(line, { state: 'skipped' })}>
                          {t('proposal.skip')}
                        </Button>
                      ) : (
                        <StatusTag tone="neutral">{t('proposal.skip')}</StatusTag>
                      )}
                    </>
                  ))}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** With an adopted party its code, address, legal representative and telephone are taken over where its record is empty. */
function Along({ said }: { said: PartySaid }) {
  const { t } = useTranslation('deals');
  const told = Object.entries(said).map(([field, value]) => `${t(`parties:field.${field}`)} ${value}`);
  return told.length === 0 ? null : <p className="muted small">{t('proposal.along', { what: told.join(t('ui:comma')) })}</p>;
}

function ValueInput({ field, label, value, onDone }: { field: FileField; label: string; value: string; onDone: (v: string) => void }) {
  const { t } = useTranslation('ui');
  const [refusal, setRefusal] = useState<Refusal>();
  const take = (text: string) => {
    const next = keep(field, text.trim());
    const no = MONEY.has(field) ? refuseCents(field, next) : undefined;
    setRefusal(no);
    if (no) return;
    if (next !== value && text.trim() !== show(field, value)) onDone(next);
  };
  return (
    <>
      <Input
        key={value}
        size="small"
        aria-label={label}
        defaultValue={show(field, value)}
        maxLength={500}
        {...(refusal ? { status: 'error' as const } : {})}
        onBlur={(e) => take(e.target.value)}
        onKeyDown={(e) => {
          if (e.key === 'Enter' && !e.nativeEvent.isComposing && e.keyCode !== 229) take(e.currentTarget.value);
        }}
      />
      {refusal && (
        <p className="field-error" role="alert">
          {refusalWords(t, refusal)}
        </p>
      )}
    </>
  );
}

const short = (text: string): string => (text.length > 48 ? `${text.slice(0, 46)}…` : text);

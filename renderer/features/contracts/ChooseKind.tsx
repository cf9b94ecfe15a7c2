import { Button, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { kindProposed } from '../../../shared/domain/contract/kinds.ts';
import type { DealFile } from '../../../shared/domain/deal-file.ts';
import { useKindTitle } from '../../documents/kind-title.ts';
import { useKindOptions } from './kind-name.ts';

/** Which kind of contract to draft: the one the deal leads to stands there, every other one is in the list by group. `guide` helps to decide. */
export function ChooseKind({ file, onDraft, guide }: { file: DealFile; onDraft: (kind: string) => void; guide?: ReactNode }) {
  const { t } = useTranslation('contracts');
  const title = useKindTitle();
  const named = file.rights.filter((r) => (file.deal.rightIds ?? []).includes(r.id));
  const [kind, setKind] = useState(() => kindProposed(file.deal.route, named));
  const options = useKindOptions();
  return (
    <div className="choose-kind">
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        value={kind}
        onChange={setKind}
        options={options}
        aria-label={t('chooseKind')}
        popupMatchSelectWidth={false}
        listHeight={420}
      />
      <Button type="primary" onClick={() => onDraft(kind)}>
        {t('draftKind', { kind: title(kind) })}
      </Button>
      {guide}
    </div>
  );
}

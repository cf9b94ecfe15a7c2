import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { isAccountKey } from '../../../shared/domain/filing-sides.ts';
import type { FilledForm } from '../../../shared/domain/filing-form.ts';
import type { Party } from '../../../shared/domain/party.ts';

/** 卖方注册: what the portal asks of a seller once, folded away where the seller is registered there. */
export function AccountFields({ form, seller, onCopy }: { form: FilledForm; seller: Party | undefined; onCopy: (label: string, text: string) => void }) {
  const { t } = useTranslation('portal');
  const fields = form.fields.filter((f) => isAccountKey(f.key) && f.value !== '');
  if (fields.length === 0) return null;
  const on = seller?.portalRegisteredOn;
  return (
    <details className="assist-account" open={false}>
      <summary>{on ? t('account.registered', { on }) : t('account.title', { count: fields.length })}</summary>
      {fields.map((f) => (
        <div key={f.key} className="assist-line" data-account={f.key}>
          <span />
          <span className="assist-label">{f.zh}</span>
          <span className="assist-value">{f.value}</span>
          <Button size="small" onClick={() => onCopy(f.zh, f.value)}>
            {t('registration:assistant.copy')}
          </Button>
        </div>
      ))}
    </details>
  );
}

import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CURRENCIES, foreignInYuan, isForeignAmount } from '../../../shared/domain/filing-currency.ts';
import type { Filing } from '../../../shared/domain/filing.ts';
import { decimal, formatYuan, parseMoney } from '../../../shared/money.ts';
import { DateField } from '../../ui/fields/DateField.tsx';
import { TextField } from '../../ui/fields/TextField.tsx';
import { typeCurrency } from './edit-amounts.ts';

/** A rate: grouping commas go, what is no figure stays to be found by the check. */
const figure = (text: string | undefined): string | undefined => (text === undefined ? undefined : (decimal(text)?.toFixed() ?? text));

/** An amount of foreign money, written as any amount is: 20万 too. */
const sum = (text: string | undefined): string | undefined => (text === undefined ? undefined : (parseMoney(text)?.yuan ?? text));

/** A price in foreign money: its amount, and the rate and day a person answers for. */
export function Currency({ filing, frozen }: { filing: Filing; frozen: boolean }) {
  const { t } = useTranslation('filing-form');
  const said = filing.currency;
  const [asked, setAsked] = useState(false);
  const yuan = foreignInYuan(said);
  if (frozen || (!asked && !isForeignAmount(said))) {
    if (frozen) return null;
    return (
      <Button size="small" type="link" className="form-currency" data-act="currency" onClick={() => setAsked(true)}>
        {t('currency.open')}
      </Button>
    );
  }
  const name = (field: string): string => `filings/${filing.id}/currency.${field}`;
  return (
    <section className="form-currency" aria-label={t('currency.open')}>
      <div className="form-grid">
        <TextField
          label={t('currency.code')}
          name={name('code')}
          hint={`${t('currency.codeHint')} · ${CURRENCIES.join(' ')}`}
          value={said?.code}
          maxLength={3}
          onSave={(v) => typeCurrency(filing.id, { code: v?.normalize('NFKC').trim().toUpperCase() })}
        />
        <TextField label={t('currency.amount')} name={name('amount')} value={said?.amount} onSave={(v) => typeCurrency(filing.id, { amount: sum(v) })} />
        <TextField
          label={t('currency.rate')}
          name={name('rate')}
          hint={t('currency.rateHint')}
          value={said?.rate}
          onSave={(v) => typeCurrency(filing.id, { rate: figure(v) })}
        />
        <DateField label={t('currency.on')} name={name('on')} value={said?.on} onSave={(v) => typeCurrency(filing.id, { on: v })} />
        <TextField label={t('currency.source')} name={name('source')} value={said?.source} onSave={(v) => typeCurrency(filing.id, { source: v })} />
      </div>
      <p>
        {yuan && <strong data-currency="">{t('currency.result', { amount: formatYuan(yuan.toFixed()) })}</strong>}{' '}
        <Button
          size="small"
          type="link"
          onClick={() => {
            setAsked(false);
            void typeCurrency(filing.id, null);
          }}
        >
          {t('currency.close')}
        </Button>
      </p>
    </section>
  );
}

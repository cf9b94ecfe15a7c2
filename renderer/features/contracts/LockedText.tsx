import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../shared/domain/contract.ts';
import type { ContractText } from '../../../shared/domain/contract/text.ts';
import { isRefusal } from '../../../shared/result.ts';
import { showRefusal } from '../../session/trouble.ts';
import { StatusTag } from '../../ui/marks.tsx';
import type { Reading } from './built.ts';
import { keepText } from './edit-contract.ts';

type Props = { contract: Contract; reading: Reading; /** of the newest version: opens the next one */ onNext?: () => void };

/** What a locked version must say of its text: what moved since it was locked, or that no text was kept with it. */
export function LockedText({ contract, reading: { says, moved }, onNext }: Props) {
  const { t, i18n } = useTranslation('contracts');
  const next = onNext && (
    <Button size="small" onClick={onNext}>
      {t('kept.next')}
    </Button>
  );
  if (says.standing === 'same' || says.standing === 'lost') {
    const keep = (text: ContractText) =>
      void keepText(contract.id, text).then((a) => {
        if (isRefusal(a)) showRefusal(a);
      });
    return (
      <section className="locked-text" data-testid="text-not-kept">
        <StatusTag tone={says.standing === 'lost' ? 'blocked' : 'attention'}>{t('kept.none')}</StatusTag>
        <p>{t(`kept.${says.standing}`)}</p>
        {says.standing === 'same' ? (
          <Button size="small" onClick={() => keep(says.now.text)}>
            {t('kept.keep')}
          </Button>
        ) : (
          next
        )}
      </section>
    );
  }
  if (moved.length === 0) return null;
  const none = t('kept.empty');
  return (
    <section className="locked-text" data-testid="moved-since-lock">
      <StatusTag tone="attention">{t('kept.moved')}</StatusTag>
      <ul>
        {moved.map((m) => (
          <li key={m.name.zh}>
            <strong>{i18n.language === 'en' ? m.name.en : m.name.zh}</strong>
            <span className="locked-was">{m.was || none}</span>
            <span aria-hidden="true">→</span>
            <span className="visually-hidden">{t('kept.now')}</span>
            <span>{m.now || none}</span>
          </li>
        ))}
      </ul>
      <p>{t('kept.stands')}</p>
      {next}
    </section>
  );
}

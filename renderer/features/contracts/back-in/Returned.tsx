import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import type { DealFile } from '../../../../shared/domain/deal-file.ts';
import { bearsOn, leftByHand, openCards, unconfirmedFields } from '../../../../shared/domain/redline/cards-decide.ts';
import type { ChangeCard } from '../../../../shared/domain/redline/cards-kept.ts';
import { isRefusal } from '../../../../shared/result.ts';
import { chinaMinute } from '../../../../shared/time.ts';
import { useObserve } from '../../../data/observe.ts';
import { returnedFiles } from '../../../data/queries/returned.ts';
import { showRefusal } from '../../../session/trouble.ts';
import { StatusTag } from '../../../ui/marks.tsx';
import { confirmBack } from './decide-back.ts';
import { fieldsOfContract } from './field-words.ts';
import './back-in.css';

/** Files that came back for this version or led to it, or left a field open that it took along, and the fields in it that nobody has confirmed since. */
export function Returned({ file, contract, onOpen }: { file: DealFile; contract: Contract; onOpen: (returnedId: string) => void }) {
  const { t, i18n } = useTranslation('backin');
  const all = useObserve(() => returnedFiles(file.deal.id), [file.deal.id]);
  const here = (all ?? []).filter(({ file: f, cards }) => bearsOn(f, cards, contract, file.contracts));
  if (here.length === 0) return null;
  const fields = fieldsOfContract(contract);
  const confirm = async (cards: readonly ChangeCard[]) => {
    const answer = await confirmBack(cards);
    if (isRefusal(answer)) showRefusal(answer);
  };
  return (
    <section className="back-in-files" aria-label={t('earlier')}>
      {here.map(({ file: f, cards }) => {
        const open = openCards(cards).length;
        const unsure = unconfirmedFields(cards);
        const left = leftByHand(cards);
        return (
          <div key={f.id} data-returned={f.id}>
            <p>
              <strong>{f.name}</strong>
              <span className="muted small">{t('readOn', { at: chinaMinute(f.readOn) })}</span>
              {f.done ? (
                <StatusTag tone="done">{t('settled', { n: file.contracts.find((c) => c.id === f.nextId)?.version ?? '' })}</StatusTag>
              ) : (
                <StatusTag tone={open > 0 ? 'attention' : 'current'}>{open > 0 ? t('left', { count: open }) : t('allDecided')}</StatusTag>
              )}
              <Button size="small" onClick={() => onOpen(f.id)}>
                {t('see')}
              </Button>
            </p>
            {unsure.length > 0 && (
              <p className="back-in-open" data-testid="unconfirmed-fields">
                {t('unconfirmedTitle')}
                {unsure.map((key) => (
                  <StatusTag key={key} tone="unconfirmed">
                    {fields.get(key)?.label[i18n.language === 'en' ? 'en' : 'zh'] ?? key}
                  </StatusTag>
                ))}
              </p>
            )}
            {left.length > 0 && (
              <>
                <p className="back-in-open">
                  <StatusTag tone="unconfirmed">{t('unconfirmed')}</StatusTag> {t('leftTitle')}
                </p>
                <ul className="back-in-left small" data-testid="left-by-hand">
                  {left.map((c) => (
                    <li key={c.id}>{t('leftLine', { where: c.where || t(`change.${c.change}`), why: t(`hand.${c.byHand}`) })}</li>
                  ))}
                </ul>
              </>
            )}
            {unsure.length + left.length > 0 && f.done === true && (
              <Button size="small" onClick={() => void confirm(cards)}>
                {t('confirmFields')}
              </Button>
            )}
          </div>
        );
      })}
    </section>
  );
}

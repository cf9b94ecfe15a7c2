import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../shared/domain/contract.ts';
import { isRefusal } from '../../../shared/result.ts';
import { drafts } from '../../session/drafts.ts';
import { showRefusal } from '../../session/trouble.ts';

/** Where the text typed into a clause is kept until it is saved. */
export const wordingKey = (contract: string, clause: string): string => `contracts/${contract}/clauseTexts.${clause}`;

type Left = { clause: string; text: string };
type Props = {
  contract: Contract;
  /** clauses with the number or article they are known by */
  clauses: readonly { id: string; name: string }[];
  /** the wording in force, as a person reads it */
  shown: (clause: string) => string;
  /** clauses whose box is open: what is typed there is not left behind */
  editing: ReadonlySet<string>;
  onSave: (clause: string, text: string) => Promise<unknown>;
};

/** What was being typed when the program ended without warning: offered to be saved or dropped, never kept without a word. */
export function LeftWordings({ contract, clauses, shown, editing, onSave }: Props) {
  const { t } = useTranslation('contracts');
  const [left, setLeft] = useState<Left[]>([]);
  const ids = clauses.map((c) => c.id).join(' ');
  useEffect(() => {
    let gone = false;
    void Promise.all(ids.split(' ').map(async (clause) => ({ clause, text: await drafts.read(wordingKey(contract.id, clause)) }))).then((found) => {
      if (!gone) setLeft(found.flatMap(({ clause, text }) => (text === undefined ? [] : [{ clause, text }])));
    });
    return () => {
      gone = true;
    };
  }, [contract.id, ids]);
  const open = left.filter(({ clause, text }) => !editing.has(clause) && text.trim() !== shown(clause).trim());
  if (open.length === 0) return null;
  const settle = async ({ clause }: Left): Promise<void> => {
    await drafts.drop(wordingKey(contract.id, clause));
    setLeft((now) => now.filter((l) => l.clause !== clause));
  };
  const save = async (one: Left): Promise<void> => {
    const done = await onSave(one.clause, one.text.trim());
    if (isRefusal(done)) showRefusal(done);
    else await settle(one);
  };
  return (
    <section className="clauses-left" aria-label={t('left.title')} data-testid="left-wordings">
      <p>
        <strong>{t('left.title')}</strong>
      </p>
      <ul>
        {open.map((one) => (
          <li key={one.clause}>
            <span className="muted small">{clauses.find((c) => c.id === one.clause)?.name}</span>
            <p className="clause-text">{one.text}</p>
            <Button size="small" onClick={() => void save(one)}>
              {t('left.save')}
            </Button>
            <Button size="small" type="text" onClick={() => void settle(one)}>
              {t('left.drop')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

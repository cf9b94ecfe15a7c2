import { Alert, Button } from 'antd';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayBeForm } from '../../data/precheck/pick-form.ts';
import { takeHeldFiles, useDropTarget } from '../../session/drop.ts';
import { notify } from '../../session/trouble.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Page } from '../../ui/Page.tsx';
import { Review } from './Review.tsx';
import { useContractFile } from './use-contract-file.ts';
import './deals.css';

const CONTRACT = /\.(docx|pdf|txt|png|jpe?g|doc|wps)$/i;

/** 合同预审, and 立项 from a contract: drop a file, see what is wrong with it and what it says. */
export function FromFile() {
  const { t } = useTranslation('deals');
  const { contract, failure, reading, take, pick, reset } = useContractFile();
  const [form, setForm] = useState<File | null>(null);
  const open = contract !== null;
  const accept = useCallback(
    (files: File[]) => {
      const beside = files.find(mayBeForm);
      // a form by itself belongs to the contract on screen
      const contracts = files.filter((f) => CONTRACT.test(f.name));
      const file = contracts[0] ?? (open && beside ? undefined : files[0]);
      if (!file && !beside) return false;
      setForm(file === beside ? null : (beside ?? null));
      if (file) take(file);
      if (file && contracts.length > 1) notify(t('review.oneOfMany', { name: file.name, count: contracts.length - 1 }), 'attention');
      return true;
    },
    [take, open, t],
  );
  useDropTarget(accept);
  useEffect(() => {
    const held = takeHeldFiles();
    if (held.length > 0) accept(held);
  }, [accept]);

  const again = () => {
    setForm(null);
    reset();
  };
  if (contract) return <Review key={contract.file.hash} contract={contract} dropped={form} onTaken={() => setForm(null)} onAgain={again} />;
  return (
    <Page title={t('review.title')} crumbs={[{ label: t('title'), to: { room: 'deals' } }]}>
      {failure && <Alert className="page-note" type="error" showIcon title={t('failure.title', { name: failure.name })} description={failure.words} />}
      {reading ? (
        <Loading label={t('proposal.reading', { name: reading })} />
      ) : (
        <div className="drop-zone">
          <p>{t('start.drop')}</p>
          <Button type="primary" onClick={() => void pick()}>
            {t('start.pickFile')}
          </Button>
          <p className="small disclaimer">{t('review.disclaimer')}</p>
        </div>
      )}
    </Page>
  );
}

import { Alert, Button } from 'antd';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { takeHeldFiles, useDropTarget } from '../../session/drop.ts';
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
  const accept = useCallback(
    (files: File[]) => {
      const file = files.find((f) => CONTRACT.test(f.name)) ?? files[0];
      if (!file) return false;
      take(file);
      return true;
    },
    [take],
  );
  useDropTarget(accept);
  useEffect(() => {
    const held = takeHeldFiles();
    if (held.length > 0) accept(held);
  }, [accept]);

  if (contract) return <Review key={contract.file.hash} contract={contract} onAgain={reset} />;
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

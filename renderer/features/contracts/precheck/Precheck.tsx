import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Contract } from '../../../../shared/domain/contract.ts';
import { latestFiling, type DealFile } from '../../../../shared/domain/deal-file.ts';
import { fillForm, frozenForm } from '../../../../shared/domain/filing-form.ts';
import { formValuesOf, handedInOf } from '../../../../shared/domain/precheck/of-deal.ts';
import { precheck } from '../../../../shared/domain/precheck/precheck.ts';
import { pointOf } from '../../../../shared/domain/register-points.ts';
import type { RuleBook } from '../../../../shared/rules/engine.ts';
import { useFormLists, type FormLists } from '../../../data/form-lists.ts';
import { booksOf } from '../../../data/precheck/books.ts';
import { PrecheckView } from '../../../data/precheck/PrecheckView.tsx';
import { useFlags } from '../../../data/precheck/use-flags.ts';
import { useScannedPages } from '../../../data/precheck/use-scanned-pages.ts';
import { MODEL_TEXTS } from '../../../documents/clauses.ts';
import { Loading } from '../../../ui/Loading.tsx';
import { Page } from '../../../ui/Page.tsx';

type Props = { file: DealFile; contract: Contract; rules: RuleBook; onClose: () => void };

/** 登记预审 of a contract brought in, together with the form of its deal. */
export function Precheck(props: Props) {
  const lists = useFormLists();
  return lists ? <Checked {...props} lists={lists} /> : <Loading />;
}

function Checked({ file, contract, rules, onClose, lists }: Props & { lists: FormLists }) {
  const { t } = useTranslation('precheck');
  const filing = latestFiling(file);
  const [own, setOwn] = useState(true);
  const attachment = file.attachments.find((a) => a.id === contract.attachmentId);
  const scannedPages = useScannedPages((contract.foreignText ?? '') === '' ? attachment : undefined);
  const form = useMemo(() => {
    const live = fillForm(file, lists.form, lists.lists, rules.date, filing?.frozenHash ? {} : (filing?.form ?? {}), filing);
    return formValuesOf(filing?.frozenHash ? frozenForm(live, filing, lists.lists) : live);
  }, [file, lists, rules, filing]);
  const found = useMemo(() => {
    const point = pointOf(lists.points, filing?.pointId)?.name;
    const about = { file, contract, ...(filing ? { filing } : {}), ...(own ? { form } : {}), ...(point === undefined ? {} : { point }), scannedPages };
    return precheck(handedInOf(about), booksOf(lists), rules);
  }, [file, contract, filing, own, form, lists, rules, scannedPages]);
  const flags = useFlags({ file, contract, filing, form, rules, everyday: MODEL_TEXTS });
  return (
    <Page title={t('title')} record={{ table: 'contracts', id: contract.id }}>
      <div className="toolbar">
        <Button onClick={onClose}>{t('back')}</Button>
        <span className="muted small">{contract.title}</span>
      </div>
      <PrecheckView
        found={found}
        {...(flags ? { flags } : {})}
        dealId={file.deal.id}
        answers={file.answers}
        form={
          <Button size="small" onClick={() => setOwn(!own)}>
            {t(own ? 'lines.withoutForm' : 'lines.dropForm')}
          </Button>
        }
      />
    </Page>
  );
}

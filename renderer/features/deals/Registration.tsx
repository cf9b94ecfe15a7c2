import { Button } from 'antd';
import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultFile } from '../../../shared/bridge.ts';
import type { Quote } from '../../../shared/domain/finding.ts';
import { precheck } from '../../../shared/domain/precheck/precheck.ts';
import { useFormLists, type FormLists } from '../../data/form-lists.ts';
import { booksOf } from '../../data/precheck/books.ts';
import { droppedForm, pickForm, type PickedForm } from '../../data/precheck/pick-form.ts';
import { PrecheckView } from '../../data/precheck/PrecheckView.tsx';
import { useScannedPages } from '../../data/precheck/use-scanned-pages.ts';
import { reportError } from '../../data/report.ts';
import { rulesAt } from '../../data/rules.ts';
import { notify } from '../../session/trouble.ts';
import { Loading } from '../../ui/Loading.tsx';

type Props = {
  text: string;
  scannedPages: readonly number[];
  /** a scan, whose pages are still to be counted */ file: VaultFile | undefined;
  /** kept where the other parts of the review see it too */
  form: PickedForm | null;
  /** one that was dropped and is still to be read */
  dropped: File | null;
  onForm: (form: PickedForm | null) => void;
  onQuote: (quote: Quote) => void;
};
const NO_ANSWERS: never[] = [];

/** 登记预审 of a dropped contract, alone or beside a form kept in a file. */
export function Registration(props: Props) {
  const lists = useFormLists();
  return lists ? <Checked {...props} lists={lists} /> : <Loading />;
}

function Checked({ text, scannedPages, file, form, dropped, onForm, onQuote, lists }: Props & { lists: FormLists }) {
  const { t } = useTranslation('precheck');
  const counted = useScannedPages(file);
  const found = useMemo(
    () => precheck({ ...form?.handed, text, scannedPages: file ? counted : scannedPages }, booksOf(lists), rulesAt()),
    [text, form, scannedPages, counted, file, lists],
  );
  const show = (picked: Awaited<ReturnType<typeof pickForm>>) => {
    if (!picked) return;
    const refused = 'refused' in picked;
    // what stood there came of another file
    onForm(refused ? null : picked);
    if (refused) notify(t('lines.formUnread', { reason: t(picked.refused, picked.params ?? {}) }), 'attention');
  };
  useEffect(() => {
    if (dropped) droppedForm(dropped, lists.form).then(show, (e: unknown) => reportError('precheck.form', e));
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- each file that is dropped is read once
  }, [dropped]);
  const pick = async () => show(await pickForm(lists.form));
  return (
    <PrecheckView
      found={found}
      answers={NO_ANSWERS}
      onQuote={onQuote}
      form={
        <>
          <span className="muted small">{form ? t('lines.form', { name: form.name }) : t(found.read ? 'lines.noForm' : 'lines.noFormYet')}</span>{' '}
          <Button size="small" data-act="open-form" onClick={() => void pick()}>
            {t('lines.openForm')}
          </Button>
        </>
      }
    />
  );
}

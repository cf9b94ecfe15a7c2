/** Where a ground of a return is mended, each a step away: the article, the annex, the field, or what its code is about. */
import type { TFunction } from 'i18next';
import { annexNames } from '../../../../shared/domain/checks/signing-table.ts';
import { keptText } from '../../../../shared/domain/contract/text.ts';
import { signedContract, latestSigning, type DealFile } from '../../../../shared/domain/deal-file.ts';
import type { FilledForm } from '../../../../shared/domain/filing-form.ts';
import type { Filing, Reason } from '../../../../shared/domain/filing.ts';
import { headingOf, headingsOf, placeOfGround } from '../../../../shared/domain/reason-words.ts';
import { groundsOf } from '../../../../shared/domain/supplement-draft.ts';
import { isReasonCode, REASONS } from '../../../../shared/registry/reasons.ts';
import { navigate, type Route } from '../../../session/route.ts';
import { groundOf } from '../grounds.ts';

/** Facts of the signed paper a registry may name as the field; they stand with the signing. */
const ON_PAPER: Readonly<Record<string, string>> = {
  contractNo: 'contractNo',
  effectiveOn: 'effectiveOn',
  sellerSealName: 'sellerSealName',
  buyerSealName: 'buyerSealName',
  proofs: 'scanIds',
};

export type Place = { label: string; open: () => void };

export function placesOf(t: TFunction<'registration'>, file: DealFile, filing: Filing, form: FilledForm, said: Reason): Place[] {
  const named = said.clause ?? said.annex ?? said.field;
  const reason = named === undefined ? { ...said, ...placeOfGround(ownWords(said), said.code, groundsOf(file, form.fields)) } : said;
  const deal = (tab: string, focus?: string): Route => ({ room: 'deals', id: file.deal.id, tab, ...(focus ? { focus } : {}) });
  const places: Place[] = [];
  const headings = headingsOf(groundsOf(file, []));
  const ownGround = groundOf(file, filing, reason);
  const article = reason.clause ? headingOf(headings, reason.clause) : undefined;
  // what the text has no article for (签署页) is where its code leads
  if (reason.clause && (article || !ownGround)) places.push(articlePlace(file, reason.clause, article));
  if (reason.annex) {
    const to = annexRoute(file, filing, reason.annex, deal);
    places.push({ label: t('ui:named', { name: t('correction:annex'), what: reason.annex }), open: () => navigate(to) });
  }
  const field = form.fields.find((f) => f.key === reason.field);
  if (field) {
    // a field of the form is mended in this form, where its row leads on to its source; what comes off the total, in its rows
    const split = field.key === 'technicalAmount' && reason.code === 'R11';
    const to = deal('registration', `filings/${filing.id}/${split ? 'splits' : `form.${field.key}`}`);
    places.push({ label: split ? t('filing-form:split.title') : field.zh, open: () => navigate(to) });
  }
  const onPaper = ON_PAPER[reason.field ?? ''];
  const signing = onPaper && latestSigning(file);
  if (signing) places.push({ label: t('reason.place.signing'), open: () => navigate(deal('signing', `signings/${signing.id}/${onPaper}`)) });
  const ground = places.length === 0 ? ownGround : undefined;
  if (ground) places.push({ label: t(`reason.place.${ground.name}`), open: () => navigate(ground.to) });
  return places;
}

type To = (tab: string, focus?: string) => Route;

/** An annex of the contract stands in its list, the scan with the signing; anything else is laid beside the form it goes out with. */
function annexRoute(file: DealFile, filing: Filing, annex: string, deal: To): Route {
  const signing = latestSigning(file);
  const listed = annexNames(signing?.annexes).some((name) => annex.includes(name) || name.includes(annex));
  if (signing && /扫描件/.test(annex)) return deal('signing', `signings/${signing.id}/scanIds`);
  return signing && listed ? deal('signing', `signings/${signing.id}/annexes`) : deal('registration', `filings/${filing.id}/annex`);
}

/** Without the name of its code, which a registry may put in front. */
const ownWords = ({ text = '', code = '' }: Reason): string => (isReasonCode(code) ? text.replace(REASONS[code], '') : text);

/** An article of the signed text, where it stands as it was locked; one the text does not have leads to the contract. */
function articlePlace(file: DealFile, clause: string, article: { key: string; title: string } | undefined): Place {
  const contract = signedContract(file);
  const part = contract && (keptText(contract) ? 'clauseTexts' : 'foreignText');
  const focus = contract && `contracts/${contract.id}/${part}${article ? `.heading:${article.key}` : ''}`;
  return { label: article?.title ?? clause, open: () => navigate({ room: 'deals', id: file.deal.id, tab: 'contract', ...(focus ? { focus } : {}) }) };
}

/** 会谈纪要 as blocks, for both sides to sign. The walk-away and the internal note are not arguments, so they cannot get in. */
import { canonicalJson, sha256Hex } from '../../../shared/change/chain.ts';
import type { Json } from '../../../shared/change/change.ts';
import { cell, paragraph, type Block, type Cell, type DocumentModel } from '../../../shared/domain/contract/blocks.ts';
import type { Round } from '../../../shared/domain/deal.ts';
import { amountInWords, decimal, formatRate, formatYuan } from '../../../shared/money.ts';

type Words = (key: string, params?: Record<string, string | number>) => string;
type Shown = Omit<Round, 'walkAway' | 'internalNote' | 'worksheetId'>;

export function minutesDocument(t: Words, { round, deal, seller, buyer, watermark }: { round: Shown; deal: string; seller: string; buyer: string; watermark: string }): DocumentModel {
  const pair = (label: string, value: string | undefined): Cell[] => [cell(label, { bold: true }), cell(value || '—')];
  const fee = decimal(round.entryFee) ? `${formatYuan(round.entryFee)} 元（${amountInWords(round.entryFee) ?? ''}）` : round.entryFee;
  const term = [round.termFrom, round.termTo].filter(Boolean).join(' 至 ');
  const blocks: Block[] = [
    { kind: 'title', text: t('doc.title'), subtitle: `${deal} · ${t('round', { no: round.no ?? 0 })}` },
    { kind: 'table', head: 0, columns: [{ width: 220 }, { width: 780 }], rows: [
      pair(t('field.heldOn'), round.heldOn), pair(t('field.place'), round.place), pair(t('doc.seller'), seller), pair(t('doc.buyer'), buyer), pair(t('field.attendees'), round.attendees),
    ] },
    { kind: 'heading', id: 'offer', level: 2, text: t('doc.offer', { by: round.offeredBy === 'them' ? t('doc.buyerSide') : t('doc.sellerSide') }) },
    { kind: 'table', head: 0, columns: [{ width: 220 }, { width: 780 }], rows: [
      pair(t('field.licenseMode'), round.licenseMode ? t(`mode.${round.licenseMode}`) : ''), pair(t('field.entryFee'), fee), pair(t('field.royaltyRate'), formatRate(round.royaltyRate)),
      pair(t('field.royaltyBase'), round.royaltyBase), pair(t('field.territory'), round.territory), pair(t('doc.term'), term), pair(t('field.otherTerms'), round.otherTerms), pair(t('field.outcome'), round.outcome ? t(`outcome.${round.outcome}`) : ''),
    ] },
    { kind: 'heading', id: 'minutes', level: 2, text: t('field.minutes') },
    ...((round.minutes ?? '') === '' ? [paragraph('—')] : round.minutes!.split(/\r?\n/).map((line) => paragraph(line, { indent: true }))),
    paragraph(t('doc.note'), { small: true }),
    { kind: 'signatures', parties: [
      { role: t('doc.sellerSide'), name: seller, keyword: '', lines: [{ label: t('doc.signed'), value: '' }, { label: t('doc.day'), value: '　　　　年　　月　　日' }] },
      { role: t('doc.buyerSide'), name: buyer, keyword: '', lines: [{ label: t('doc.signed'), value: '' }, { label: t('doc.day'), value: '　　　　年　　月　　日' }] },
    ] },
  ];
  const contentId = sha256Hex(canonicalJson(JSON.parse(JSON.stringify({ blocks })) as Json));
  return { kind: 'minutes', title: t('doc.title'), contentId, header: `${deal} · ${t('round', { no: round.no ?? 0 })}`, pageNumbers: true, watermark, blocks };
}

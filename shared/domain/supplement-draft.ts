/** From the grounds of a return to the draft of a 补充协议: the signed text stays as it is, what it lacks is agreed beside it. */
import { contractSaid, keptText } from './contract/text.ts';
import { runText } from './contract/blocks.ts';
import type { Contract } from './contract.ts';
import { latestSigning, signedContract, type DealFile } from './deal-file.ts';
import type { Filing, Reason } from './filing.ts';
import { articlesIn } from './contract-text/articles-in.ts';
import { headingOf, headingsOf, headOf, type Grounds } from './reason-words.ts';

/** Mended on the paper or at the registry, not in the words of the contract. */
const NOT_BY_WORDS: readonly string[] = ['R07', 'R08', 'R10', 'R12', 'R13'];
/** Still to be written: the contract's own check finds it before the agreement can be locked. */
export const TO_WRITE = '____';

/** What the grounds of a return may point to in this deal. */
export function groundsOf(f: DealFile, fields: Grounds['fields']): Grounds {
  const contract = signedContract(f);
  const text = contract && keptText(contract);
  return {
    ...(text ? { text } : {}),
    ...(contract?.foreignText ? { foreignText: contract.foreignText } : {}),
    annexes: (latestSigning(f)?.annexes ?? '').split(/\r?\n/).filter((l) => l.trim() !== ''),
    fields,
  };
}

/** Whether a ground asks for other words of the contract. */
export const asksForWords = (r: Reason): boolean => r.clause !== undefined && !NOT_BY_WORDS.includes(r.code ?? '');

/** The words an article has now, in one line; undefined where it is not in the signed text or says 无. */
function wordsOf(contract: Contract | undefined, article: string): string | undefined {
  if (contract?.kind === 'foreign') {
    const own = articlesIn(contract.foreignText ?? '').find((a) => headOf(a.text) === article);
    return (
      own?.lines
        .map((l) => l.text)
        .join('')
        .trim() || undefined
    );
  }
  const body = (contract && keptText(contract))?.body ?? [];
  const from = body.findIndex((b) => b.kind === 'heading' && b.id === article);
  if (from < 0) return undefined;
  const next = body.findIndex((b, i) => i > from && b.kind === 'heading');
  const said = body
    .slice(from + 1, next < 0 ? undefined : next)
    .map((b) => (b.kind === 'clause' || b.kind === 'paragraph' ? runText(b.runs) : ''))
    .join('')
    .trim();
  return said === '' || /^无[。.]?$/.test(said) ? undefined : said;
}

/** Fields of a 补充协议 (contract kind BC) from the grounds that ask for other words: what to add, what to change, each with its article. */
export function supplementFields(f: DealFile, filing: Filing): Record<string, string> {
  const contract = signedContract(f);
  const grounds = groundsOf(f, []);
  const headings = headingsOf(grounds);
  const wanted = (filing.reasons ?? []).filter(asksForWords);
  const lines = wanted.map((r) => {
    const heading = headingOf(headings, r.clause!);
    const title = `原合同${heading?.title ?? r.clause!}`;
    const now = wordsOf(contract, heading?.key ?? r.clause!);
    return now === undefined
      ? { added: `${title}：${TO_WRITE}（登记机构意见：${oneLine(r.text)}）` }
      : { changed: `${title}，原约定“${now.length > 200 ? `${now.slice(0, 200)}……` : now}”，现变更为：${TO_WRITE}（登记机构意见：${oneLine(r.text)}）` };
  });
  const on = filing.returnedOn ? `于${filing.returnedOn}` : '';
  const said = contractSaid(contract);
  return {
    originalName: contract?.title ?? said['projectName'] ?? f.deal.name ?? '',
    registered: filing.registerNo ? 'yes' : 'no',
    ...(filing.registerNo ? { registerNo: filing.registerNo } : {}),
    reason: `登记机构${on}${filing.state === 'supplement' ? '要求补正' : '退回登记申请'}，提出：${wanted.map((r, i) => `${i + 1}．${oneLine(r.text)}`).join('；')}`,
    added: lines.flatMap((l) => l.added ?? []).join('\n'),
    changed: lines.flatMap((l) => l.changed ?? []).join('\n'),
    amount: 'same',
    term: 'same',
  };
}

const oneLine = (text: string | undefined): string =>
  (text ?? '')
    .replace(/\s+/g, ' ')
    .replace(/[。；;]+$/u, '')
    .trim();

/** 补充协议 of the deal with what became of each: drafted, locked, signed, its scan in. */
export function supplementsOf(f: DealFile): { contract: Contract; stage: 'draft' | 'locked' | 'signed' | 'scanned' }[] {
  return f.contracts
    .filter((c) => c.kind === 'BC' && c.archived !== true)
    .map((contract) => {
      const signing = f.signings.findLast((s) => s.contractId === contract.id);
      const stage =
        (signing?.scanIds ?? []).length > 0 && signing?.signedOn ? 'scanned' : signing?.signedOn ? 'signed' : contract.state === 'locked' ? 'locked' : 'draft';
      return { contract, stage };
    });
}

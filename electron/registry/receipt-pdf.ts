/** 模拟登记回执 as a file: what was registered, and on every page what it is not. No emblem, no seal, no words of an authority. */
import type { FilingBody } from '../../shared/registry/letter.ts';
import { SIMULATED_NOTICE, SIMULATED_RECEIPT } from '../../shared/registry/simulated.ts';
import { moment } from './desk/frame.ts';
import { A4, newPdf, textWidth, wrapped, type Pdf, type PdfPage } from './pdf-writer.ts';
import { yuan } from './yuan.ts';

/** Days and moments as the registry stores them (ISO); amounts inside `body` in 元. */
export type ReceiptView = {
  registryId: string;
  registerNo: string;
  office: string;
  receivedAt: string;
  acceptedOn: string | null;
  registeredOn: string;
  body: FilingBody;
};

/** The lines of a receipt, for the file and for the desk's page. */
export function receiptLines({ registryId, registerNo, office, receivedAt, acceptedOn, registeredOn, body }: ReceiptView): [string, string][] {
  const { form, facts, contentHash, version } = body;
  const lines: [string, string | null | undefined][] = [
    ['模拟登记编号', registerNo],
    ['受理编号', registryId],
    ['项目名称', form.projectName],
    ['合同编号', facts.contractNo],
    ['合同类别', form.contractType],
    ['卖方', facts.sellerName ?? form.sellerName],
    ['买方', form.buyerName],
    ['合同成交总额', form.totalAmount && `${yuan(form.totalAmount)} 元`],
    ['技术交易额', form.technicalAmount && `${yuan(form.technicalAmount)} 元`],
    ['签订日期', form.signDate],
    ['填报单位', office],
    ['到达时间', moment(receivedAt)],
    ['受理日期', acceptedOn],
    ['登记日期', registeredOn],
    [`申请内容（第 ${version} 版）的哈希`, contentHash],
  ];
  return lines.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

/** The file is made on the day of registration and never again: it says so, and where what came since is to be read. */
export const RECEIPT_FOOT =
  '本回执由模拟登记端生成，仅供教学与测试，不具任何登记效力，不得用于办理税务、奖酬或其他事项。本回执只载明登记之日的内容，不含此后的变更、注销、撤销；现状以审核台或科转台该件的页面为准。';

/** The predefined collection has no signs beyond the basic plane: such a sign is named, not dropped. */
const printable = (text: string): string =>
  text.replace(/\p{Cc}+/gu, ' ').replace(/[\u{10000}-\u{10FFFF}]/gu, (sign) => `〓(U+${sign.codePointAt(0)!.toString(16).toUpperCase()})`);

const LEFT = 64;
const RIGHT = A4.width - 64;
const VALUE = LEFT + 150;
/** Of the lines: below it lies what a page says across its lower part. */
const BOTTOM = 132;
/** Of the lines on every page but the first. */
const TOP = 780;
const SIZE = 11;
const LEADING = 16;

/** Same registration, same bytes. */
export function receiptPdf(view: ReceiptView): Uint8Array {
  const pdf = newPdf(`${SIMULATED_RECEIPT} ${view.registerNo}（${SIMULATED_NOTICE}）`);
  let page = newPage(pdf);
  centred(page, 752, 24, [...SIMULATED_RECEIPT].join(' '), true);
  centred(page, 726, 12, SIMULATED_NOTICE, true);
  let y = 702;
  page.line(LEFT, y, RIGHT, y);
  const turnPage = (): void => {
    page = newPage(pdf);
    y = TOP;
  };
  for (const [name, value] of receiptLines(view)) {
    const [names, values] = [wrapped(name, SIZE, VALUE - LEFT - 16), wrapped(printable(value), SIZE, RIGHT - VALUE - 8)];
    const height = LEADING * Math.max(names.length, values.length);
    // whole on a page where it can be
    if (y - height < BOTTOM && height <= TOP - BOTTOM) turnPage();
    for (let i = 0; i * LEADING < height; i++) {
      if (y - LEADING < BOTTOM) {
        page.line(LEFT, y - 8, RIGHT, y - 8);
        turnPage();
      }
      y -= LEADING;
      if (names[i]) page.text(LEFT + 6, y, SIZE, names[i]!, { grey: 0.35 });
      if (values[i]) page.text(VALUE, y, SIZE, values[i]!);
    }
    y -= 8;
    page.line(LEFT, y, RIGHT, y);
  }
  const foot = wrapped(RECEIPT_FOOT, 9.5, RIGHT - LEFT);
  if (y - 10 - 14 * foot.length < BOTTOM) turnPage();
  foot.forEach((line, i) => page.text(LEFT, y - 24 - 14 * i, 9.5, line, { grey: 0.35 }));
  return pdf.bytes();
}

function centred(page: PdfPage, y: number, size: number, words: string, bold = false): void {
  page.text((A4.width - textWidth(words, size)) / 2, y, size, words, { bold });
}

/** Every page says at its top, across its lower part and at its foot what it is not. */
function newPage(pdf: Pdf): PdfPage {
  const page = pdf.page();
  // below the lines, which end at BOTTOM: over them its signs would mix with theirs when the text is copied
  page.text(62, 64, 34, SIMULATED_NOTICE, { grey: 0.85, turn: 4 });
  centred(page, 806, 9.5, SIMULATED_NOTICE);
  centred(page, 40, 9.5, SIMULATED_NOTICE);
  return page;
}

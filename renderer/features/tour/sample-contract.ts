/** The sample contract of the tour. It travels inside the program's code: the bundle serves no documents. */
import address from '../../../resources/samples/专利实施许可合同（示例来稿）.docx?url&inline';

export function sampleContractFile(): File {
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (ch) => ch.charCodeAt(0));
  return new File([bytes], '专利实施许可合同（示例来稿）.docx', { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' });
}

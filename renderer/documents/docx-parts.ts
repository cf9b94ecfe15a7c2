/** The parts of a .docx besides its body: styles, fonts, settings, header with watermark, footer with page numbers. */
import { XML_HEAD, xmlText } from './xml.ts';

export const W_NS =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';

/** Latin letters and figures in Times New Roman; Chinese by eastAsia name, which is what Word and WPS go by. */
export const fonts = (chinese: string): string =>
  `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${chinese}" w:cs="Times New Roman"/>`;
const TITLE = '方正小标宋简体';
const HEADING = '黑体';
const BODY = '仿宋';

const style = (id: string, name: string, pPr: string, rPr: string, more = ''): string =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>${more}<w:qFormat/><w:pPr>${pPr}</w:pPr><w:rPr>${rPr}</w:rPr></w:style>`;
const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;

export const STYLES = `${XML_HEAD}<w:styles ${W_NS}><w:docDefaults><w:rPrDefault><w:rPr>${fonts(BODY)}${size(24)}<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:line="360" w:lineRule="auto"/><w:jc w:val="both"/></w:pPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>${style('Title', 'Title', '<w:keepNext/><w:spacing w:before="240" w:after="240" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>', `${fonts(TITLE)}${size(44)}`)}${style('Subtitle', 'Subtitle', '<w:spacing w:after="200" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>', size(24))}${style('Heading1', 'heading 1', '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="60"/><w:jc w:val="left"/><w:outlineLvl w:val="0"/>', `${fonts(HEADING)}${size(26)}`, '<w:next w:val="Normal"/>')}${style('Heading2', 'heading 2', '<w:keepNext/><w:keepLines/><w:spacing w:before="120" w:after="40"/><w:jc w:val="left"/><w:outlineLvl w:val="1"/>', `${fonts(HEADING)}${size(24)}`, '<w:next w:val="Normal"/>')}${style('TOC1', 'toc 1', '<w:spacing w:line="380" w:lineRule="exact"/><w:jc w:val="left"/>', size(24))}${style('TocTitle', 'Kezhuan Toc Title', '<w:spacing w:before="120" w:after="240"/><w:jc w:val="center"/>', `${fonts(HEADING)}${size(32)}`)}${style('Cell', 'Kezhuan Cell', '<w:spacing w:before="40" w:after="40" w:line="276" w:lineRule="auto"/><w:jc w:val="left"/>', size(21))}${style('Small', 'Kezhuan Small', '<w:spacing w:line="300" w:lineRule="auto"/>', size(18))}${style('Header', 'header', '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="right"/>', size(18))}${style('Footer', 'footer', '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>', size(18))}</w:styles>`;

const font = (name: string, alternative: string, panose: string): string =>
  `<w:font w:name="${name}"><w:altName w:val="${alternative}"/><w:panose1 w:val="${panose}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`;

/** Fall-backs by other names the same faces go by, then by panose: a missing 小标宋 becomes 宋体, never a Latin face. */
export const FONT_TABLE = `${XML_HEAD}<w:fonts ${W_NS}>${font(TITLE, '宋体', '02010600030101010101')}${font(HEADING, 'SimHei', '02010609060101010101')}${font(BODY, 'FangSong', '02010609060101010101')}<w:font w:name="Times New Roman"><w:panose1 w:val="02020603050405020304"/><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>`;

/** compatibilityMode 15: without it Word opens the file in 兼容模式. No updateFields: it makes Word ask a question at every opening. */
export const SETTINGS = `${XML_HEAD}<w:settings ${W_NS}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`;

const FORMULAS = [
  'sum #0 0 10800',
  'prod #0 2 1',
  'sum 21600 0 @1',
  'sum 0 0 @2',
  'sum 21600 0 @3',
  'if @0 @3 0',
  'if @0 21600 @1',
  'if @0 0 @2',
  'if @0 @4 21600',
  'mid @5 @6',
  'mid @8 @5',
  'mid @7 @8',
  'mid @6 @7',
  'sum @6 0 @5',
];

function watermarkRun(text: string): string {
  const width = Math.min(460, 40 + [...text].length * 42);
  return `<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>${FORMULAS.map((f) => `<v:f eqn="${f}"/>`).join('')}</v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype><v:shape id="KezhuanWatermark" o:spid="_x0000_s2049" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:${width}pt;height:54pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" o:allowincell="f" fillcolor="#d0d0d0" stroked="f"><v:fill opacity=".5"/><v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="${xmlText(text)}"/></v:shape></w:pict></w:r>`;
}

export function headerPart(text: string, watermark: string): string {
  const shown = [watermark, text].filter((t) => t !== '').join(' · ');
  return `${XML_HEAD}<w:hdr ${W_NS}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>${watermark === '' ? '' : watermarkRun(watermark)}<w:r><w:t xml:space="preserve">${xmlText(shown)}</w:t></w:r></w:p></w:hdr>`;
}

const field = (code: string): string =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> ${code} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const footText = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;

export const footerPart = (numbers: boolean): string =>
  `${XML_HEAD}<w:ftr ${W_NS}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>${numbers ? `${footText('第 ')}${field('PAGE')}${footText(' 页　共 ')}${field('NUMPAGES')}${footText(' 页')}` : ''}</w:p></w:ftr>`;

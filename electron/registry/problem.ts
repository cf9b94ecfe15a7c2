/** Refusals of a request, always in one shape: a code for programs, words in both languages, and the fields concerned. */
import type { z } from 'zod';
import type { Problem } from '../../shared/registry/reply.ts';

export type ProblemField = Problem['error']['fields'][number];

const WORDS = {
  'malformed-json': [400, '请求体不是合法的 JSON', 'The body is not valid JSON'],
  'invalid-body': [400, '请求内容不符合格式，见所列字段', 'The body does not have the required form; see the fields listed'],
  'invalid-letter': [400, '信件编号须为 64 位十六进制小写字符', 'The letter id must be 64 lower-case hexadecimal characters'],
  'bad-query': [400, '查询参数不对，见所列字段', 'A query parameter is wrong; see the fields listed'],
  'bad-cursor': [400, '游标不是本登记端给出的，请从头取', 'The cursor was not given by this registry; start from the beginning'],
  'bad-request': [400, '请求无法理解', 'The request cannot be understood'],
  'unknown-protocol': [400, '不支持信件所用的协议版本，见所列', 'The protocol version of the letter is not supported; see the list'],
  'unknown-kind': [400, '没有这一类信件，见所列', 'There is no letter of this kind; see the list'],
  'unknown-algorithm': [400, '不支持这种签名算法，可用 Ed25519', 'This signature algorithm is not supported; Ed25519 is'],
  'bad-key': [400, '不是可用算法的公钥，可用 Ed25519', 'Not a public key of a supported algorithm; Ed25519 is'],
  unauthorised: [401, '没有有效的单位令牌', 'No valid office token'],
  forbidden: [403, '不接受此来源的请求', 'Requests from this origin are not accepted'],
  'signature-required': [403, '本单位已登记公钥，信件须签名', 'This office has registered a key; its letters must be signed'],
  'unknown-key': [403, '签名所用的公钥不是本单位登记的', 'The key of the signature is not registered for this office'],
  'key-waiting': [
    403,
    '本单位已登记过公钥；这一把已记下，请登记端的管理员在「单位与令牌」中核准，或用已登记的密钥签名后再登记',
    'This office has registered a key before; this one is noted and waits for the registry’s administrator to approve it, or is registered signed with a registered key',
  ],
  'wrong-signature': [403, '签名与信件或信件编号不符', 'The signature does not fit the letter and its id'],
  'no-role': [403, '这一项不在您的角色权限之内', 'Your role does not include this'],
  'own-account': [403, '不能停用自己的账号', 'One cannot close one’s own account'],
  'bad-code': [403, '没有这个入班码，请核对后再试', 'There is no such code; check it and try again'],
  'letter-absent': [404, '没有收到过这封信件', 'This letter has never been received'],
  'not-found': [404, '没有这个地址', 'There is nothing at this address'],
  'filing-absent': [404, '没有这一件，或不在您的登记点', 'There is no such filing, or not at your registration points'],
  'receipt-absent': [404, '没有本单位这件申请的回执', 'This office has no receipt of such a filing'],
  'method-not-allowed': [405, '此地址不支持这种请求', 'This address does not take requests of this kind'],
  'request-timeout': [408, '请求没有在限定时间内到齐', 'The request did not arrive in time'],
  'key-conflict': [409, '同一信件编号已用于另一份内容', 'This letter id was already used with another body'],
  'key-taken': [409, '这把公钥已由另一单位登记', 'This key is registered by another office'],
  'code-used': [409, '这个入班码已经用过，请老师先腾出座位', 'This code has been used; ask the instructor to free the seat'],
  'seat-taken': [409, '这台电脑已经占着另一个座位，请老师先腾出那个座位', 'This computer already holds another seat; ask the instructor to free it'],
  'class-closed': [409, '这个班级已经结束', 'This class has ended'],
  'too-large': [413, '请求体超过上限', 'The body exceeds the limit'],
  'too-many-rows': [413, '一次最多导出 5 万件，请缩小月份范围', 'At most 50,000 rows at a time; choose fewer months'],
  'uri-too-long': [414, '地址过长', 'The address is too long'],
  'unsupported-media-type': [415, '只接受 application/json', 'Only application/json is accepted'],
  'unsupported-encoding': [415, '请求体须不经压缩（Content-Encoding 只能是 identity）', 'The body must not be compressed (Content-Encoding: identity only)'],
  'headers-too-large': [431, '请求头过大', 'The request headers are too large'],
  'too-many': [429, '请求过于频繁，请稍后再试', 'Too many requests; try again later'],
  internal: [500, '登记端出错，信件是否收到请按编号查询', 'The registry failed; ask by letter id whether the letter was received'],
} as const;
export type ProblemCode = keyof typeof WORDS;

/** Thrown anywhere inside a request; turned into an answer in one place (server.ts). */
export class RequestRefused extends Error {
  readonly code: ProblemCode;
  readonly fields: ProblemField[];
  readonly letter: string | undefined;
  constructor(code: ProblemCode, more: { fields?: ProblemField[]; letter?: string } = {}) {
    super(code);
    this.code = code;
    this.fields = more.fields ?? [];
    this.letter = more.letter;
  }
}

export function problemOf(refused: RequestRefused): { status: number; body: Problem } {
  const [status, zh, en] = WORDS[refused.code];
  const { code, fields, letter } = refused;
  return { status, body: { error: { code, zh, en, ...(letter === undefined ? {} : { letter }), fields: fields.slice(0, 100) } } };
}

/** The codes Fastify itself gives up with. */
export function codeOfFramework(error: { code?: string; statusCode?: number }): ProblemCode {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'too-large';
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'unsupported-media-type';
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return 'uri-too-long';
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_BAD_URL':
      return 'bad-request';
    default:
      return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? 'bad-request' : 'internal';
  }
}

const LONGEST_PATH = 300;
const pathText = (path: readonly PropertyKey[]): string => path.map(String).join('.').slice(0, LONGEST_PATH) || '(body)';

/** A schema's complaints, field by field, in our own words. */
export function fieldsOf(error: z.ZodError): ProblemField[] {
  return error.issues.flatMap((issue): ProblemField[] => {
    const path = pathText(issue.path);
    switch (issue.code) {
      case 'unrecognized_keys':
        return issue.keys.map((key) => ({ path: pathText([...issue.path, key]), zh: '不认识的字段', en: 'unknown field' }));
      case 'invalid_key':
        return [{ path, zh: '字段名不对', en: 'field name is not allowed' }];
      case 'too_big':
        return [{ path, zh: '过长或过大', en: 'too long or too large' }];
      case 'too_small':
        return [{ path, zh: '过短或过小', en: 'too short or too small' }];
      case 'invalid_type':
        return [{ path, zh: issue.input === undefined ? '缺少或类型不对' : '类型不对', en: 'missing or of the wrong type' }];
      default:
        return [{ path, zh: '写法不对', en: 'not in the required form' }];
    }
  });
}

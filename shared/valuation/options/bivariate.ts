/**
 * M(a,b;ρ), the chance that two standard normal figures with correlation ρ are at most a and b. Genz's form of
 * Drezner and Wesolowsky: below |ρ| = 0.925 the integral over the angle, above it what is missing from ρ = ±1; both by
 * twenty Gauss–Legendre nodes, about 1e−15. Every node is a step, so that Excel computes the same.
 */
import { z } from 'zod';
import { add, call as apply, div, exp, max, min, mul, neg, num, pow, sqrt, sub, sumProduct, type Num, type Operand } from '../expr.ts';
import { plain } from '../fields.ts';
import { method } from '../method.ts';
import type { Sheet } from '../sheet.ts';
import { correlation, phi } from './option-terms.ts';

/** Positive nodes and weights of the twenty-point rule. */
const NODES = [
  0.9931285991850949, 0.9639719272779138, 0.912234428251326, 0.8391169718222188, 0.7463319064601508, 0.636053680726515, 0.5108670019508271, 0.37370608871541955,
  0.22778585114164507, 0.07652652113349734,
];
const WEIGHTS = [
  0.017614007139152118, 0.04060142980038694, 0.06267204833410907, 0.08327674157670475, 0.10193011981724044, 0.11819453196151841, 0.13168863844917664,
  0.14209610931838204, 0.14917298647260374, 0.15275338713072584,
];
const STEEP = 0.925;
/** e to less than this is nothing in double precision */
const NOTHING = -700;
const TWO_PI = 2 * Math.PI;

/** The rule's nodes and weights, once on a sheet. */
export type Rule = { nodes: readonly Num[]; weights: readonly Num[] };
export const gaussRule = (s: Sheet): Rule => ({
  nodes: s.inputs('gaussNode', [...NODES.map((x) => -x), ...NODES], 'factor', 'x'),
  weights: s.inputs('gaussWeight', [...WEIGHTS, ...WEIGHTS], 'factor', 'w'),
});

/** M(a,b;ρ) as steps whose names begin with `name` (`…Node`, `…Correction`, the answer itself). */
export function bivariateNormal(s: Sheet, rule: Rule, name: string, symbol: string, a: Num, b: Num, rho: Num): Num {
  const answer = (made: Num): Num => s.step(name, made, 'factor', { symbol });
  if (rho.value === 0) return answer(mul(phi(a), phi(b)));
  if (rho.value === 1) return answer(phi(min(a, b)));
  if (rho.value === -1) return answer(max(sub(add(phi(a), phi(b)), 1), num(0)));
  return Math.abs(rho.value) < STEEP ? overAngle(s, rule, name, symbol, a, b, rho, answer) : nearOne(s, rule, name, symbol, a, b, rho, answer);
}

/** Φ(a)Φ(b) + (1/2π)∫₀^arcsin ρ exp(−(a²+b²−2ab·sin θ)/(2cos²θ)) dθ */
function overAngle(s: Sheet, rule: Rule, name: string, symbol: string, a: Num, b: Num, rho: Num, answer: (x: Num) => Num): Num {
  const halfAngle = s.step(`${name}Angle`, div(apply('asin', rho), 2), 'factor', { symbol: `θ(${symbol})` });
  const squares = add(pow(a, 2), pow(b, 2));
  const at = s.steps(
    `${name}Node`,
    rule.nodes,
    (x) => {
      const sine = apply('sin', mul(halfAngle, add(1, x)));
      return exp(neg(div(sub(squares, mul(2, a, b, sine)), mul(2, sub(1, pow(sine, 2))))));
    },
    'factor',
    `f(${symbol})`,
  );
  return answer(add(mul(phi(a), phi(b)), mul(div(halfAngle, TWO_PI), sumProduct(rule.weights, at))));
}

/** M at ρ = ±1 less the integral that is missing, its leading terms taken in closed form. */
function nearOne(s: Sheet, rule: Rule, name: string, symbol: string, a: Num, b: Num, rho: Num, answer: (x: Num) => Num): Num {
  const up = rho.value > 0;
  // the formula is for the upper corner of (h,k): M(a,b;ρ) is the upper corner of (−a,−b)
  const product = s.step(`${name}Product`, up ? mul(a, b) : neg(mul(a, b)), 'factor', { symbol: `hk(${symbol})` });
  const rest = s.step(`${name}Rest`, mul(sub(1, rho), add(1, rho)), 'factor', { symbol: `ε(${symbol})` });
  const gap = s.step(`${name}Gap`, pow(up ? sub(a, b) : add(a, b), 2), 'factor', { symbol: `δ(${symbol})` });
  const c = div(sub(4, product), 8);
  const d = div(sub(12, product), 16);
  const fading = (x: Operand): Num => apply('ifLess', x, NOTHING, 0, exp(max(x, NOTHING)));
  const first = mul(
    sqrt(rest),
    fading(neg(div(add(div(gap, rest), product), 2))),
    add(sub(1, div(mul(c, sub(gap, rest), sub(1, div(mul(d, gap), 5))), 3)), div(mul(c, d, pow(rest, 2)), 5)),
  );
  const second = mul(
    fading(neg(div(product, 2))),
    sqrt(TWO_PI),
    phi(neg(sqrt(div(gap, rest)))),
    sqrt(gap),
    sub(1, div(mul(c, gap, sub(1, div(mul(d, gap), 5))), 3)),
  );
  const closed = s.step(`${name}Closed`, sub(first, second), 'factor', { symbol: `A(${symbol})` });
  const half = s.step(`${name}Half`, div(sqrt(rest), 2), 'factor', { symbol: `h(${symbol})` });
  const at = s.steps(
    `${name}Node`,
    rule.nodes,
    (x) => {
      const xs = pow(mul(half, add(1, x)), 2);
      const root = sqrt(sub(1, xs));
      const exact = div(exp(neg(div(mul(product, xs), mul(2, pow(add(1, root), 2))))), root);
      const series = add(1, mul(c, xs, add(1, mul(d, xs))));
      return mul(fading(neg(div(add(div(gap, xs), product), 2))), sub(exact, series));
    },
    'factor',
    `f(${symbol})`,
  );
  const missing = s.step(`${name}Missing`, div(add(closed, mul(half, sumProduct(rule.weights, at))), TWO_PI), 'factor', { symbol: `J(${symbol})` });
  if (up) return answer(sub(phi(min(a, b)), missing));
  // upper corner at ρ = −1 of (−a,−b): Φ(a) − Φ(−b) where that is above nothing
  return answer(add(missing, max(sub(phi(a), phi(neg(b))), num(0))));
}

/** M(a,b;ρ) by itself; no unit. */
export const bivariate = method({
  id: 'bivariate-normal',
  family: 'options',
  level: 'advanced',
  hasMoney: false,
  input: z.object({ a: plain(), b: plain(), correlation: correlation() }),
  run(x, s) {
    const a = s.input('a', x.a, 'factor', { symbol: 'a' });
    const b = s.input('b', x.b, 'factor', { symbol: 'b' });
    const rho = s.input('correlation', x.correlation, 'factor', { symbol: 'ρ' });
    return { value: bivariateNormal(s, gaussRule(s), 'joint', 'M', a, b, rho), unit: 'factor' };
  },
});

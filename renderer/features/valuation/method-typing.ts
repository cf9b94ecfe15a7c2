/** What is being typed into a method's form this moment: its result follows without the form being drawn again. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { AppliedMethod, Typed } from '../../../shared/domain/deal.ts';
import type { Method } from '../../../shared/valuation/method.ts';

export type Typing = { path: string; text: string } | undefined;
export type TypingNow = { get: () => Typing; set: (next: Typing) => void; listen: (heard: () => void) => () => void };

export function typingNow(): TypingNow {
  let now: Typing;
  const heard = new Set<() => void>();
  return {
    get: () => now,
    set(next) {
      now = next;
      for (const tell of heard) tell();
    },
    listen(tell) {
      heard.add(tell);
      return () => heard.delete(tell);
    },
  };
}

export const useTyping = (typing: TypingNow): Typing => useSyncExternalStore(typing.listen, typing.get);

/** The form every cell belongs to. */
export type MethodForm = {
  sheetId: string;
  method: Method;
  applied: AppliedMethod;
  money: '元' | '万元';
  typing: TypingNow;
  /** where a field stands, for a refusal that leads to it */
  place: (path: string) => string;
  save: (places: readonly (readonly [string, Typed | undefined])[]) => Promise<unknown>;
};

const Form = createContext<MethodForm | null>(null);
export const MethodFormProvider = Form.Provider;
export function useMethodForm(): MethodForm {
  const form = useContext(Form);
  if (!form) throw new Error('no method form around');
  return form;
}

/** The name an element carries so that it can be found again. */
export const placeOf = (sheetId: string, id: string, path: string): string => `worksheets/${sheetId}/applied/${id}/${path}`;

import { describe, expect, test } from 'vitest';
import { missingParts, type Look } from '../../electron/runtime/system-packages.ts';

const bare: Look = { library: () => false, command: () => false, file: () => false, chineseFont: () => false };
const full: Look = { library: () => true, command: () => true, file: () => true, chineseFont: () => true };
const names = (needs: Parameters<typeof missingParts>[0], look: Look): (string | undefined)[] => missingParts(needs, look).map((part) => part.packages[0]);

describe('system packages', () => {
  test('a full machine misses nothing', () => expect(names(['run', 'test', 'package'], full)).toEqual([]));

  test('a bare machine misses what Electron links to, a font, and for the tests the rest', () => {
    expect(names(['run'], bare)).toEqual(['libnss3', 'libatk-bridge2.0-0', 'libgtk-3-0', 'libasound2', 'libgbm1', 'fonts-noto-cjk']);
    expect(names(['test'], bare)).toEqual(['xvfb', 'chromium', 'libreoffice-writer', 'libreoffice-calc', 'poppler-utils', 'postgresql', 'poppler-data']);
  });

  test('only what is missing is named', () => {
    expect(names(['run', 'test'], { ...full, command: (name) => name !== 'Xvfb' })).toEqual(['xvfb']);
  });
});

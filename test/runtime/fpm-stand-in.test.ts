import { describe, expect, test } from 'vitest';
import { controlFile, readArguments } from '../../electron/runtime/fpm-stand-in.ts';

const WORDS = [
  '-s',
  'dir',
  '--force',
  '-t',
  'deb',
  '-d',
  'libnss3',
  '-d',
  'libgbm1',
  '--deb-recommends',
  'xdg-utils',
  '--architecture',
  'amd64',
  '--version',
  '0.1.0',
  '--name',
  'kezhuan-desk',
  '--maintainer',
  'Kezhuan Desk <desk@kezhuan.invalid>',
  '--description',
  '技术经理人工作台\n 离线优先\n',
  '--package',
  '/out/x.deb',
  '/build/=/opt/KezhuanDesk',
  '/icons/a=b.png=/usr/share/icons/x.png',
];

describe('the stand-in for fpm', () => {
  const { options, files } = readArguments(WORDS);

  test('reads named values, repeated ones and pairs of places', () => {
    expect(options.get('depends')).toEqual(['libnss3', 'libgbm1']);
    expect(options.get('package')).toEqual(['/out/x.deb']);
    expect(files).toEqual([
      { from: '/build/', to: '/opt/KezhuanDesk' },
      { from: '/icons/a=b.png', to: '/usr/share/icons/x.png' },
    ]);
  });

  test('writes a control file that dpkg reads', () => {
    expect(controlFile(options, 42)).toBe(
      'Package: kezhuan-desk\nVersion: 0.1.0\nArchitecture: amd64\nMaintainer: Kezhuan Desk <desk@kezhuan.invalid>\nInstalled-Size: 42\n' +
        'Depends: libnss3, libgbm1\nRecommends: xdg-utils\nSection: misc\nDescription: 技术经理人工作台\n 离线优先\n',
    );
  });
});

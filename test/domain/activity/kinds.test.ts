import { describe, expect, it } from '@jest/globals';
import { fileFilter } from '../../../src/domain/activity/kinds.ts';

const host = 'https://contoso.sharepoint.example';
const path = '/sites/finance/Shared Documents/Budget 2027.xlsx';
const both = { objectIds: [`${host}${path}`, `${host}${path.replaceAll(' ', '%20')}`] };

describe('a search for one file', () => {
  it.each([
    ['as a browser shows it', `${host}${path.replaceAll(' ', '%20')}?web=1`],
    ['as Office opens it', `${host}/:x:/r${path.replaceAll(' ', '%20')}?d=w1&csf=1`],
    [
      'as a library shows it',
      `${host}/sites/finance/Forms/AllItems.aspx?id=${encodeURIComponent(path)}`,
    ],
  ])('by its address %s asks for both spellings of it', (_, url) => {
    expect(fileFilter(url)).toEqual(both);
  });

  it('by the viewer’s address asks for the name in it', () => {
    const url = `${host}/sites/finance/_layouts/15/Doc.aspx?sourcedoc=%7B1%7D&file=Budget%202027.xlsx`;
    expect(fileFilter(url)).toEqual({ keyword: 'Budget 2027.xlsx' });
  });

  it('by a sharing link is refused with a way out', () => {
    expect(fileFilter(`${host}/:x:/s/finance/EaB1c2`)).toEqual({
      problem: expect.stringContaining('name'),
    });
  });

  it.each(['Budget 2027.xlsx', 'http:// broken', 'ftp://x/y'])(
    'by the name %s takes it as it is',
    (name) => {
      expect(fileFilter(` ${name} `)).toEqual({ keyword: name });
    },
  );

  it('survives an address with a broken escape', () => {
    expect(fileFilter(`${host}/a%E0%A4%A.docx`)).toEqual({ objectIds: [`${host}/a%E0%A4%A.docx`] });
  });
});

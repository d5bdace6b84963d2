import { fileSearch } from './searching/search-command.ts';

export const file = fileSearch({
  kind: 'file',
  usualRange: 'last 7d',
  summary: 'Who did what to one file, by its name or address',
  examples: [
    'file "Budget 2027.xlsx"',
    'file https://contoso.sharepoint.com/sites/Finance/Budget.xlsx last 30d',
    'file "Budget 2027.xlsx" downloaded last 30d',
  ],
});

const url = 'http://evil.example/';

const markdown = [
  ...[
    '**bold**',
    '__bold__',
    '*x*',
    '_x_',
    '~~x~~',
    '`code`',
    '```\ncode\n```',
    '# head',
    '###### h',
  ],
  ...[
    '- item',
    '* item',
    '+ item',
    '1. item',
    '> quote',
    '---',
    '***',
    '| a | b |\n|---|---|',
    '\\*x\\*',
  ],
  ...[
    `[click](${url})`,
    `![pixel](${url})`,
    `[x][1]\n\n[1]: ${url}`,
    `<${url}>`,
    url,
    'www.evil.example',
  ],
  ...[
    '[click](javascript:alert(1))',
    '[x](tel:112)',
    `[${'['.repeat(200)}`,
    '](',
    ')[',
    '[^1]',
    ':tada:',
  ],
];
const html = [
  ...[
    '<b>x</b>',
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<at>all</at>',
    '</at>',
  ],
  ...[
    '<a href="http://evil.example">x</a>',
    '<!-- x -->',
    '<![CDATA[x]]>',
    '&lt;b&gt;',
    '&#60;b&#62;',
  ],
  ...[
    '&amp;lt;',
    '&nbsp;&nbsp;',
    '<br>',
    '<br/>',
    '<table>',
    '<style>*{display:none}</style>',
    '<',
    '>',
  ],
  ...[
    '"><svg/onload=alert(1)>',
    "'-alert(1)-'",
    '<iframe src=//evil.example>',
    '<at id="0">everyone</at>',
  ],
];
const templates = [
  ...[
    `\${x}`,
    `\${$root}`,
    `\${$data}`,
    `\${if(true, 1, 2)}`,
    `\${json("{}")}`,
    `$\${x}`,
    '${',
    '}',
    '{{x}}',
  ],
  ...[
    '{{DATE(2026-11-22T00:00:00Z)}}',
    '{{TIME(x)}}',
    '{{DATE(',
    '{{#each}}',
    '{% x %}',
    '<%= x %>',
  ],
  ...[
    '#{x}',
    '%s%s%n',
    '$when',
    '$data',
    '__proto__',
    'constructor',
    'toString',
    '[object Object]',
  ],
];
const letters = [
  ...['\u202e gro.elpmaxe', '\u2066x\u2069', '\u200f\u200e', '\u061c', '\u202a\u202b\u202c\u202d'],
  ...[
    '\u0000',
    '\u0007\u0008',
    '\u001b[31mred',
    '\r\nSet-Cookie: x=1',
    '\u0085',
    '\u2028\u2029',
    '\u000b',
  ],
  ...[
    '\u200b\u200c\u200d\ufeff',
    '\u00ad',
    '\ufffe\uffff',
    '\ud800',
    '\udc00x',
    '\ud83d',
    '\ufdfd'.repeat(40),
  ],
  ...[
    'Z\u0351\u036b\u0343'.repeat(60),
    '\u{e0041}\u{e0042}',
    '\u3164',
    '\u115f',
    'Admin\u0456strator',
    '𝐀𝐝𝐦𝐢𝐧',
  ],
  ...['محمد', 'ก็็็็็็็็', '🦉👩‍💻🏳️‍🌈', '👨‍👩‍👧‍👦'.repeat(60), '\t\t\t', ' ', '   x   '],
];
const formulas = [
  ...[
    '=1+1',
    "=cmd|' /C calc'!A0",
    '@SUM(1)',
    '+1',
    '-1',
    '{"a":1}',
    '[]',
    'null',
    'undefined',
    'NaN',
  ],
  ...[
    "' or 1=1 --",
    '"; drop table x; --',
    '../../etc/passwd',
    'C:\\Windows',
    '\\\\evil\\share',
    '||ls',
  ],
];
const huge = [
  ...['x'.repeat(100 * 1024), '*'.repeat(5_000), '['.repeat(5_000), '\u202e'.repeat(5_000)],
  ...['${'.repeat(2_000), '<b>'.repeat(2_000), 'Very long name '.repeat(400), '\n'.repeat(3_000)],
];

/** What somebody may call herself, an app or a device to make a card say or do something else. */
export const hostileStrings: readonly string[] = [
  ...new Set([...markdown, ...html, ...templates, ...letters, ...formulas, ...huge]),
];

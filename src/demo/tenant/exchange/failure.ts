/** An answer of Exchange that is an error. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure';
  readonly status: number;
  readonly code: string;
  /** The type of the exception inside, as Exchange names it. */
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    { type = 'System.Exception', headers = {} as Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.type = type;
    this.headers = headers;
  }
}

export function notFound(identity: string): ExchangeFailure {
  const type = 'Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException';
  return new ExchangeFailure(
    404,
    'NotFound',
    `Ex6F9304|${type}|The operation couldn't be performed because object '${identity}' couldn't be found on 'AM0PR07A001DC01.EURPR07A001.PROD.OUTLOOK.COM'.`,
    { type },
  );
}

export function badParameter(message: string): ExchangeFailure {
  return new ExchangeFailure(
    400,
    'BadRequest',
    `|System.Management.Automation.ParameterBindingException|${message}`,
    {
      type: 'System.Management.Automation.ParameterBindingException',
    },
  );
}

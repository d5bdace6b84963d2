/** A user of the directory, as much of her as a look-up needs. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly userPrincipalName: string;
  readonly mail?: string;
  readonly enabled?: boolean;
  readonly guest?: boolean;
  readonly jobTitle?: string;
  readonly department?: string;
}

import { z } from 'zod';
import { roleTemplateId } from './domain/role-templates.ts';
import { tokenAddress } from './domain/token-address.ts';

const guidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A whole number within limits. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `must be a whole number from ${least} to ${most}`);

/** An id as Entra shows it, in lower case. */
export const guid = z
  .string()
  .regex(guidShape, 'must be a GUID, as Entra shows it')
  .transform((id) => id.toLowerCase());

/** An address: https, or http on loopback. */
export const url = z.string().superRefine((value, context) => {
  if (!URL.canParse(value)) {
    context.addIssue({ code: 'custom', message: 'must be a URL such as https://…' });
    return;
  }
  if (tokenAddress(value) !== undefined) return;
  context.addIssue({ code: 'custom', message: 'must be https (http on loopback only)' });
});

/** A switch. */
export const trueOrFalse = z
  .enum(['true', 'false'], { error: 'must be true or false' })
  .transform((word) => word === 'true');

/** Where the state is kept. */
export const databaseUrl = z
  .string()
  .regex(/^(sqlite:.+|postgres(ql)?:\/\/.+)$/, 'must be sqlite:<file> or postgres://<server>/<db>');

/** Roles by name or template id, and ids of groups or people: all as ids. */
export const idList = z.string().transform((list, context) =>
  list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .flatMap((entry) => {
      const id = guidShape.test(entry) ? entry.toLowerCase() : roleTemplateId(entry);
      if (id !== undefined) return [id];
      context.addIssue({
        code: 'custom',
        message: `knows no Entra role “${entry}”: use its name as Entra shows it, its template id, or the object id of a group or user`,
      });
      return [];
    }),
);

/** Files, separated by commas. */
export const pathList = z.string().transform((list) =>
  list
    .split(',')
    .map((path) => path.trim())
    .filter((path) => path !== ''),
);

/** Ids and user principal names, in lower case. */
export const accountList = z.string().transform((list, context) =>
  list
    .split(',')
    .map((entry) => entry.trim().toLowerCase())
    .filter((entry) => entry !== '')
    .flatMap((entry) => {
      if (guidShape.test(entry) || /^[^\s@]+@[^\s@]+$/.test(entry)) return [entry];
      context.addIssue({
        code: 'custom',
        message: `takes object ids of users or groups and user principal names, and “${entry}” is neither`,
      });
      return [];
    }),
);

/** Who may look up whom: `<role, group or user>=<unit or group>+<unit or group>; …`, roles by name or template id. */
export const scopeList = z.string().transform((list, context) =>
  list
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .flatMap((entry) => {
      const [who = '', ...rest] = entry.split('=').map((part) => part.trim());
      const holder = guidShape.test(who) ? who.toLowerCase() : roleTemplateId(who);
      const within = (rest[0] ?? '').split('+').map((id) => id.trim().toLowerCase());
      const problem = (message: string) => {
        context.addIssue({ code: 'custom', message });
        return [];
      };
      if (rest.length !== 1) {
        return problem(
          `takes <role, group or user>=<unit or group>+<unit or group>; and “${entry}” is not that`,
        );
      }
      if (holder === undefined) {
        return problem(
          `knows no Entra role “${who}”: use its name as Entra shows it, its template id, or the object id of a group or user`,
        );
      }
      const odd = within.find((id) => !guidShape.test(id));
      return odd === undefined
        ? [{ holder, within }]
        : problem(`takes object ids of administrative units and groups, and “${odd}” is none`);
    }),
);

import { canonicalLook, type KeptLook, readLook } from '../../src/domain/look.ts';
import { AppError } from '../../src/errors.ts';
import type { LookRecord, LooksQuestion } from '../../src/ports/look-record.ts';

type Asked = Pick<LooksQuestion, 'personId' | 'window'>;

/** The record of looks in memory, kept as the store keeps it. */
export function createFakeLooks() {
  const texts: string[] = [];
  const all = (): KeptLook[] => texts.map(readLook);
  const state = { fails: false };

  function matching({ personId, window }: Asked): KeptLook[] {
    return all()
      .filter(({ at }) => at >= window.from && at <= window.to)
      .filter(({ people }) => personId === undefined || people?.includes(personId))
      .reverse();
  }

  const record: LookRecord = {
    async append(tenantId, look) {
      if (state.fails) throw new AppError('store-failed', 'the disk is full');
      texts.push(canonicalLook(look, tenantId, texts.length + 1));
    },
    async list(_, question) {
      const { skip = 0, most } = question;
      return matching(question).slice(skip, skip + most);
    },
    count: async (_, question) => matching(question).length,
    head: async () => ({ count: texts.length, hash: '' }),
    forgetBefore: async () => undefined,
  };
  return {
    record,
    state,
    /** What is kept, word for word. */
    texts,
    all,
  };
}

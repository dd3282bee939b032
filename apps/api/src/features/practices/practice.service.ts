import { Injectable } from '@nestjs/common';
import type { WriteTransaction } from '../../writes/write-transaction.ts';
import { Practice } from './practice.entity.ts';
import { threadPractice } from './practice.thread.ts';

/** What a practice is opened with; the rest is written on its page. */
export type PracticeBeginning = Pick<
  Practice,
  'id' | 'networkId' | 'changeIdeaId' | 'cycleId' | 'name' | 'description'
> &
  Partial<Pick<Practice, 'core' | 'adaptable'>>;

/** Practices: tested changes that are to be scaled. */
@Injectable()
export class PracticeService {
  /**
   * Opens a practice inside a write that has authorised it: the decision to adopt a cycle, or a person's own.
   * It begins as tested at scale and came of the cycle, or of the idea when no cycle is known.
   */
  async open(tx: WriteTransaction, beginning: PracticeBeginning): Promise<Practice> {
    const practice = await tx.insert(Practice, { ...beginning, state: 'testing_scale' }, { verb: 'open' });
    threadPractice(tx, practice);
    tx.link(beginning.cycleId ?? beginning.changeIdeaId, practice.id, 'became');
    return practice;
  }
}

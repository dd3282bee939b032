import type { AnswerCell, AskedPopulation } from './answer-checks.ts';
import type { UsualRange } from './far-numbers.ts';
import type { Cadence, DataAnswerState, MeasureType } from './vocabulary.ts';

/** One population that a form asks for, with its name. */
export interface FormPopulation extends AskedPopulation {
  readonly name: string;
}

/** One place that a form asks for. */
export interface FormPlace {
  readonly id: string;
  readonly name: string;
  /** The place of the same form that it lies in. */
  readonly parentId: string | null;
}

/** A period that a form can be filled in for. */
export interface FormPeriod {
  readonly start: string;
  readonly label: string;
  readonly dueOn: string;
  readonly daysLate: number;
  /** What became of the newest answer, of whichever link; null where there is none. */
  readonly state: DataAnswerState | null;
  /** What is to be looked at again, where it was sent back. */
  readonly word: string;
  /** The number of that answer, which what is sent next follows; 0 where there is none. */
  readonly answers: number;
  /** What this link itself sent; null where it sent nothing. */
  readonly sent: { readonly at: string; readonly note: string; readonly cells: readonly AnswerCell[] } | null;
  /** What is typed by this link and not sent. */
  readonly draft: FormDraft | null;
}

/** Texts as they were typed, by the key of their field. */
export interface FormDraft {
  readonly version: number;
  readonly texts: Readonly<Record<string, string>>;
}

/** All that somebody with a link is shown: what is requested, and what this link itself sent. */
export interface DataForm {
  readonly partnership: string;
  readonly organization: string;
  readonly indicator: string;
  readonly definition: string;
  readonly unit: string;
  readonly measure: MeasureType;
  readonly cadence: Cadence;
  readonly note: string;
  readonly today: string;
  /** The last day on which the link opens the form. */
  readonly expiresOn: string;
  /** Whether its numbers are still collected; where not, nothing is to be sent. */
  readonly isCollected: boolean;
  /** Changes with each link: what a device keeps of one form is kept under it. */
  readonly linkId: string;
  readonly places: readonly FormPlace[];
  readonly populations: readonly FormPopulation[];
  /** `placeId populationId` of what is asked for. */
  readonly series: readonly string[];
  /** Of published numbers of the same places, how far one may go before it is asked about; never those numbers. */
  readonly usual: readonly UsualRange[];
  /** The newest first. */
  readonly periods: readonly FormPeriod[];
}

/** The key of a cell, and of its field in a draft. */
export const cellKey = ({ placeId, populationId }: Pick<AnswerCell, 'placeId' | 'populationId'>): string =>
  `${placeId} ${populationId}`;

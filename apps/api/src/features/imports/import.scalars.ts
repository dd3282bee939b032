import type { ImportMapping } from '@throughline/source-files/mapping/mapping';
import { mappingChangeCodes } from '@throughline/source-files/proposals/adapt-mapping';
import { guessReasons } from '@throughline/source-files/proposals/column-guesses';
import { proposalCodes } from '@throughline/source-files/proposals/proposals';
import type { ImportReport, SeenFile } from '@throughline/source-files/report/import-report';
import type { MessageParams } from '@throughline/source-files/rows/problems';
import { labelDoubts, labelFinders, labelStandings, labelSubjects } from './files/import-label.entity.ts';
import { isRecord, payload } from '../../kernel/scalars.ts';
import { enumOf } from '../../kernel/words.ts';

/** Documents of an import, kept whole; their shapes are declared in libs/source-files. */

export const MappingDocument = payload<ImportMapping>(
  'ImportMapping',
  'How the columns of a file are read, kept whole; see `ImportMapping` in libs/source-files. A mapping that is sent is checked whole, and INVALID names its fields as `mapping.period.column`.',
  isRecord,
);

export const SeenDocument = payload<SeenFile>(
  'SeenFile',
  'What was seen in a file: shape, columns with profiles, first rows; see `SeenFile` in libs/source-files.',
  isRecord,
);

export const ReportDocument = payload<ImportReport>(
  'ImportReport',
  'What a check found: counts, unknown labels, overlap; after the commit, what it did. See `ImportReport` in libs/source-files.',
  isRecord,
);

export const LabelSubjects = enumOf('LabelSubject', labelSubjects, 'What a label of a file names.');

export const LabelStandings = enumOf(
  'LabelStanding',
  labelStandings,
  'What becomes of the numbers of a label: a person is asked first, they come with a new place or group, go to one of ours, or stay out.',
);

export const LabelFinders = enumOf('LabelFinder', labelFinders, 'By what a label is one of ours.');

export const LabelDoubts = enumOf('LabelDoubt', labelDoubts, 'Why a person is asked about a label.');

/** Truly open: which names there are depends on the code. */
export const Params = payload<MessageParams>(
  'MessageParams',
  'What a message names, for other languages: names with texts or numbers, which ones depends on the code.',
  isRecord,
);

export const GuessReasons = enumOf('GuessReason', guessReasons, 'Why a column probably is what it is.');

export const ProposalCodes = enumOf('ProposalCode', proposalCodes, 'What can be recognised in a file.');

export const MappingChangeCodes = enumOf(
  'MappingChangeCode',
  mappingChangeCodes,
  'What was changed in a mapping to fit another file.',
);

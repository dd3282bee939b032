import type { StoryEscalation, StoryPractice } from './story-types.ts';

/** What the network lifted to partners, and what of its tests spread. */
export const escalations: StoryEscalation[] = [
  {
    key: 'bus',
    kind: 'barrier',
    category: 'operational',
    title: 'No bus to the summer bridge from the East Side',
    description: 'A third of the families whom the evenings reach have no car; routes are fixed before they register.',
    ask: 'Add one stop on the East Side to the summer route, or let the bridge use the spare bus.',
    by: 'rosa',
    to: 'schools',
    action: 'bus',
    day: 180,
    respondBy: 159,
    answers: [
      {
        day: 172,
        by: 'ellen',
        verb: 'acknowledge',
        text: 'With our transport office; I will know by the end of the month.',
      },
      {
        day: 161,
        by: 'ellen',
        verb: 'commit',
        text: 'The spare bus will run for the four weeks of the bridge.',
        promisedBy: 120,
      },
      { day: 122, by: 'ellen', verb: 'fulfil', text: 'Runs since Monday; 19 children on the first day.' },
      { day: 118, by: 'rosa', verb: 'confirm', text: 'Nineteen, and 23 in the second week. Thank you.' },
    ],
  },
  {
    key: 'export',
    kind: 'barrier',
    category: 'financial',
    title: 'The clinic’s system charges for sending results',
    description: 'Monthly exports to the preschools cost a fee that nobody has budgeted.',
    ask: 'Cover the export for a year, or allow the secure portal that the preschools have already.',
    by: 'rosa',
    to: 'health',
    action: 'exchange',
    day: 33,
    respondBy: 12,
    answers: [],
  },
  {
    key: 'coachpay',
    kind: 'opportunity',
    category: 'financial',
    title: 'A second coach would bring the practice to all ten rooms',
    description: 'One coach reaches six rooms; the practice holds with one visit a month.',
    ask: 'Fund a half-time coach for two years.',
    by: 'rosa',
    to: 'fund',
    day: 100,
    respondBy: 65,
    answers: [
      { day: 88, by: 'helen', verb: 'acknowledge', text: 'On the agenda of our spring board.' },
      {
        day: 70,
        by: 'helen',
        verb: 'decline',
        text: 'This year’s grants are committed. We would read a joint request with the schools next spring.',
      },
    ],
  },
  {
    key: 'calendar',
    kind: 'barrier',
    category: 'political',
    title: 'Kindergarten registration opens after summer jobs begin',
    description: 'Opening it in March instead of May would reach families before they travel.',
    ask: 'Open registration on 1 March.',
    by: 'rosa',
    to: 'schools',
    day: 20,
    respondBy: -8,
    answers: [{ day: 14, by: 'ellen', verb: 'acknowledge', text: 'I take it to the superintendent’s table.' }],
  },
];

export const practices: StoryPractice[] = [
  {
    idea: 'dialogic',
    description:
      'Ten minutes of shared, dialogic reading after breakfast, every day, the same book all week, with a prompt card.',
    core: 'Daily; after breakfast; same book all week; three kinds of question from the card.',
    adaptable: 'The books, the language, the song that opens it.',
    sites: [
      {
        site: 'Barnum Street Preschool',
        steps: [
          { day: 158, stage: 'trying', note: 'Three rooms from the tests' },
          { day: 140, stage: 'using', note: '' },
          { day: 45, stage: 'sustaining', note: 'Part of the new teachers’ first week' },
        ],
      },
      {
        site: 'Seaview Early Learning Center',
        steps: [
          { day: 158, stage: 'trying', note: '' },
          { day: 120, stage: 'using', note: '' },
        ],
      },
      {
        site: 'Maplewood Family Center',
        steps: [
          { day: 130, stage: 'exploring', note: '' },
          { day: 100, stage: 'preparing', note: 'Books ordered' },
          { day: 75, stage: 'trying', note: '' },
          { day: 40, stage: 'using', note: '' },
        ],
      },
      {
        site: 'Columbus Elementary Pre-K',
        steps: [
          { day: 90, stage: 'exploring', note: '' },
          { day: 50, stage: 'preparing', note: '' },
          { day: 18, stage: 'trying', note: '' },
        ],
      },
      {
        site: 'Beardsley Elementary Pre-K',
        steps: [
          { day: 85, stage: 'exploring', note: '' },
          { day: 60, stage: 'trying', note: 'Began without preparation' },
          { day: 32, stage: 'stopped', note: 'The teacher left; no one had seen it done' },
        ],
      },
      { site: 'Hallen Elementary Pre-K', steps: [{ day: 30, stage: 'exploring', note: '' }] },
    ],
    changes: [
      {
        day: 48,
        kind: 'practice',
        organization: 'early',
        title: 'Shared reading is in the daily schedule of every East Side room',
        description: 'The schedule template names it, after breakfast.',
      },
    ],
  },
  {
    idea: 'evening',
    description:
      'Kindergarten registration evening at a branch library: list of papers beforehand, translators, then story time.',
    core: 'Papers first; translators; registered before leaving.',
    adaptable: 'Day, hour, branch, languages.',
    sites: [
      { site: 'North End Branch Library', steps: [{ day: 145, stage: 'using', note: 'From the tests' }] },
      { site: 'East Side Branch Library', steps: [{ day: 145, stage: 'using', note: 'From the tests' }] },
      {
        site: 'Harbor Community Health, Main Street',
        steps: [
          { day: 60, stage: 'exploring', note: '' },
          { day: 25, stage: 'preparing', note: 'Room booked for March' },
        ],
      },
    ],
    changes: [
      {
        day: 110,
        kind: 'resource_flow',
        organization: 'schools',
        title: 'The district pays translators at library evenings',
        description: 'From the registration budget, four evenings a year.',
      },
    ],
  },
];

import { graphql, type ResultOf } from '../../shared/server/graphql.ts';

export const PracticePage = graphql(`
  query PracticePage($id: Uuid!) {
    practice(id: $id) {
      id
      changeIdeaTitle
      curve {
        days
        using
      }
      medianDaysBetweenStages
      jumps
      practice {
        id
        version
        networkId
        networkName
        name
        description
        core
        adaptable
        state
        sitesUsing
        sitesEligible
        abilities
      }
      tests {
        id
        rung
        title
        scale
        decision
        decidedAt
      }
      adoptions {
        id
        version
        siteId
        siteName
        organizationName
        stage
        since
        adaptation
        abilities
        steps {
          id
          stage
          on
          note
          memberName
          skipped
        }
      }
      systemChanges {
        id
        version
        kind
        title
        description
        on
        organizationName
        abilities
      }
    }
  }
`);

export const EditPractice = graphql(`
  mutation EditPractice($input: EditPracticeInput!) {
    editPractice(input: $input) {
      id
      version
      name
      description
      core
      adaptable
    }
  }
`);

export const BeginScaling = graphql(`
  mutation BeginScaling($input: BeginScalingInput!) {
    beginScaling(input: $input) {
      id
      version
      state
    }
  }
`);

export const SustainPractice = graphql(`
  mutation SustainPractice($input: SustainPracticeInput!) {
    sustainPractice(input: $input) {
      id
      version
      state
    }
  }
`);

export const ResumeScaling = graphql(`
  mutation ResumeScaling($input: ResumeScalingInput!) {
    resumeScaling(input: $input) {
      id
      version
      state
    }
  }
`);

export const RetirePractice = graphql(`
  mutation RetirePractice($input: RetirePracticeInput!) {
    retirePractice(input: $input) {
      id
      version
      state
    }
  }
`);

export const MoveAdoption = graphql(`
  mutation MoveAdoption($input: MoveAdoptionInput!) {
    moveAdoption(input: $input) {
      id
      version
      stage
      since
      steps {
        id
        stage
        on
        note
        memberName
        skipped
      }
    }
  }
`);

export const EditAdoption = graphql(`
  mutation EditAdoption($input: EditAdoptionInput!) {
    editAdoption(input: $input) {
      id
      version
      adaptation
    }
  }
`);

export const AddSite = graphql(`
  mutation AddSite($input: AddSiteInput!) {
    addSite(input: $input) {
      id
      version
      name
    }
  }
`);

export const AddAdoption = graphql(`
  mutation AddAdoption($input: AddAdoptionInput!) {
    addAdoption(input: $input) {
      id
      version
      stage
    }
  }
`);

export const RecordSystemChange = graphql(`
  mutation RecordSystemChange($input: RecordSystemChangeInput!) {
    recordSystemChange(input: $input) {
      id
      version
      title
    }
  }
`);

export const EditSystemChange = graphql(`
  mutation EditSystemChange($input: EditSystemChangeInput!) {
    editSystemChange(input: $input) {
      id
      version
      kind
      title
      description
      on
    }
  }
`);

/** Everything that the page of a practice shows. */
export type PracticeDetail = ResultOf<typeof PracticePage>['practice'];
export type Practice = PracticeDetail['practice'];
export type Adoption = PracticeDetail['adoptions'][number];
export type SystemChange = PracticeDetail['systemChanges'][number];

/** Kinds whose changes the page of a practice may show. */
export const practiceKinds = ['practice', 'adoption', 'system_change', 'site'];

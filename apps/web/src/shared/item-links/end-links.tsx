import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useActOn } from '../form/use-act.ts';
import { ProblemLine } from '../states/problem.tsx';
import { Screen, useScreen } from '../states/screen.tsx';
import { graphql } from '../server/graphql.ts';

const ItemLinksQuery = graphql(`
  query ItemLinks($memberId: Uuid!) {
    itemLinks(memberId: $memberId) {
      open
    }
  }
`);

const EndItemLinks = graphql(`
  mutation EndItemLinks($input: EndItemLinksInput!) {
    endItemLinks(input: $input) {
      open
    }
  }
`);

/** How many links of mails to a member are open, and the way to end them. */
export function EndLinks({ memberId }: { memberId: string }) {
  const { t } = useTranslation('shared');
  const screen = useScreen(ItemLinksQuery, { memberId });
  const ending = useActOn({ document: EndItemLinks, label: t('item_links.end'), touches: [] });
  return (
    <Screen state={screen}>
      {({ itemLinks }) => (
        <>
          <output>{t('item_links.open', { count: itemLinks.open })}</output>
          <ProblemLine problem={ending.problem} />
          {itemLinks.open > 0 ? (
            <div>
              <Button
                variant="default"
                loading={ending.state === 'saving'}
                onClick={() => void ending.run({}, { memberId }).then(() => screen.retry())}
              >
                {t('item_links.end')}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Screen>
  );
}

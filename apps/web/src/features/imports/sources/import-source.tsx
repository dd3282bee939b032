import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Screen, useScreen } from '../../../shared/states/screen.tsx';
import type { ImportDetail } from '../operations.ts';
import { sourceKinds, SourcePage } from './operations.ts';
import { AddSourceDialog } from './source-form.tsx';
import classes from './sources.module.css';

/** On an import's screen: the source that it is a file of, or the way to remember it. */
export function ImportSource({ file }: { file: ImportDetail }) {
  const { t } = useTranslation('imports');
  const [isAdding, setIsAdding] = useState(false);
  if (file.sourceId) return <SourceLink id={file.sourceId} />;
  if (file.mapping === null || file.state === 'discarded') return null;
  return (
    <div className={classes['acts']}>
      <span className={classes['quiet']}>{t('source.comes_again')}</span>
      <Button variant="default" onClick={() => setIsAdding(true)}>
        {t('source.add')}
      </Button>
      {isAdding ? <AddSourceDialog file={file} onClose={() => setIsAdding(false)} /> : null}
    </div>
  );
}

function SourceLink({ id }: { id: string }) {
  const { t } = useTranslation('imports');
  const screen = useScreen(SourcePage, { id }, sourceKinds);
  return (
    <Screen state={screen}>
      {({ dataSource }) => (
        <p className={classes['quiet']}>
          {t('source.of')} <Link href={`/imports/sources/${id}`}>{dataSource.name}</Link>
        </p>
      )}
    </Screen>
  );
}

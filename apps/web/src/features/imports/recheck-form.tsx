import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Form } from '../../shared/form/form.tsx';
import type { Form as FormOf } from '../../shared/form/use-form.ts';
import { ProblemLine } from '../../shared/states/problem.tsx';
import type { ImportWords } from './mapping-words.ts';
import type { ImportDetail } from './operations.ts';
import { useCheck } from './use-check.ts';
import { useMappingForm } from './use-mapping-form.ts';

interface RecheckFormProps {
  file: ImportDetail;
  /** Names the form apart from others that change the same mapping. */
  name: string;
  label: string;
  className: string | undefined;
  /** Whether there is something in it to be saved. */
  hasFields?: boolean;
  /** Its fields; `again` reads the file once more, for what is saved elsewhere. */
  children(form: FormOf<ImportWords>, again: () => void): ReactNode;
}

/** A part of the mapping that is corrected where the check tells of it; what is saved reads the file again. */
export function RecheckForm({ file, name, label, className, hasFields = true, children }: RecheckFormProps) {
  const { t } = useTranslation('imports');
  const form = useMappingForm({ file, name, label: t('quality.again') });
  const check = useCheck(file, form);
  const again = () => void check.run();
  return (
    <Form form={form} label={label} {...(className !== undefined && { className })} onKept={again}>
      {children(form, again)}
      {hasFields ? (
        <Button
          type="submit"
          variant="default"
          size="md"
          loading={form.state === 'saving' || check.isChecking}
          disabled={!form.dirty}
        >
          {t('quality.again')}
        </Button>
      ) : null}
      <ProblemLine problem={check.problem} />
    </Form>
  );
}

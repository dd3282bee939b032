import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './dialog.module.css';

interface DialogProps {
  title: string;
  onClose(): void;
  children: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
  width?: number;
}

/** A modal dialog on the browser's own element: focus stays inside, Escape closes, focus returns to where it was. */
export function Dialog({ title, onClose, children, actions, width = 640 }: DialogProps) {
  const { t } = useTranslation('shared');
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      className={classes['dialog']}
      aria-labelledby={titleId}
      style={{ maxWidth: width }}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header className={classes['head']}>
        <h2 id={titleId}>{title}</h2>
        <button type="button" className={classes['close']} onClick={onClose}>
          {t('close')}
        </button>
      </header>
      <div className={classes['body']}>{children}</div>
      {actions ? <footer className={classes['actions']}>{actions}</footer> : null}
    </dialog>
  );
}

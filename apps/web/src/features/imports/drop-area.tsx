import { type ReactNode, useState } from 'react';

/** What a person may choose. */
export const fileTypes =
  '.csv,.tsv,.txt,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface DropAreaProps {
  className: string | undefined;
  onDrop(files: FileList): void;
  children: ReactNode;
}

/** Where files are dropped; it shows that they would be taken while they are held over it. */
export function DropArea({ className, onDrop, children }: DropAreaProps) {
  const [isOver, setIsOver] = useState(false);
  return (
    <div
      className={className}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        onDrop(event.dataTransfer.files);
      }}
    >
      {children}
    </div>
  );
}

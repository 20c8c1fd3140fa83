import { Empty } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  title: string;
  text: string;
  children?: ReactNode;
}

/** An empty place that says what belongs there and how it gets there. */
export function Teach({ title, text, children }: Props) {
  return (
    <div className="teach">
      <Empty
        image={Empty.PRESENTED_IMAGE_SIMPLE}
        description={
          <>
            <div className="teach-title">{title}</div>
            <div className="muted">{text}</div>
          </>
        }
      >
        {children}
      </Empty>
    </div>
  );
}

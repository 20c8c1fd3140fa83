import type { ItemResult } from '../api/generated';
import { GradeMark, ScoreBar } from '../parts/marks';
import { useReading } from './context';
import { MeasureLine } from './MeasureLine';
import { QuestionLine } from './QuestionLine';

/** An item of a dimension with the figures and answers it looks at. */
export function ItemBlock({ item }: { item: ItemResult }) {
  const { format } = useReading();
  return (
    <div className="item">
      <header>
        <b>{format.words(item.name)}</b>
        <ScoreBar value={item.score} />
        <GradeMark grade={item.grade} />
      </header>
      {item.evidence.map((line) =>
        line.kind === 'measure' ? (
          <MeasureLine key={line.measure} id={line.measure} score={line.score} />
        ) : (
          <QuestionLine key={line.question} line={line} />
        ),
      )}
    </div>
  );
}

import { Form, Input, Modal, Radio } from 'antd';
import { useState } from 'react';

import type { CustomerDecision, Exclusion, Member } from '../api/generated';
import { count } from '../format/numbers';
import { useApp } from '../state/app';
import { useFormat } from '../state/format';
import { partyKey, WHYS } from './decide';

/** What is to be done with the customers selected. */
export type Asked = 'merge' | 'group' | 'exclude';

interface Props {
  asked: Asked;
  members: Member[];
  busy: boolean;
  onDecide(decision: CustomerDecision, reason: string): void;
  onClose(): void;
}

const OK = { 'data-testid': 'decision-ok' } as const;

/** Asks what a decision needs to know, and why it is taken. */
export function DecisionDialog({ asked, members, busy, onDecide, onClose }: Props) {
  const { t } = useApp();
  const format = useFormat();
  const [sorted] = useState(() => [...members].sort((a, b) => b.revenue - a.revenue));
  const [keep, setKeep] = useState(0);
  const [name, setName] = useState(sorted[0]?.name ?? '');
  const [why, setWhy] = useState<Exclusion>('bucket');
  const [reason, setReason] = useState('');

  const parties = sorted.map(({ party }) => party);
  const submit = () => {
    const kept = parties[keep];
    if (asked === 'merge' && kept !== undefined) {
      const others = parties.filter((_, index) => index !== keep);
      onDecide({ kind: 'merge', members: [kept, ...others] }, reason);
    } else if (asked === 'group') {
      onDecide({ kind: 'group', name, members: parties }, reason);
    } else {
      onDecide({ kind: 'exclude', members: parties, why }, reason);
    }
  };
  return (
    <Modal
      open
      title={t(`customers.dialog.${asked}`, { n: count(members.length) })}
      okText={t('customers.dialog.ok')}
      cancelText={t('customers.dialog.cancel')}
      okButtonProps={OK}
      confirmLoading={busy}
      onOk={submit}
      onCancel={onClose}
    >
      <Form layout="vertical" onFinish={submit}>
        {asked === 'merge' && (
          <Form.Item label={t('customers.dialog.merge.keep')}>
            <Radio.Group
              className="dialog-list"
              value={keep}
              onChange={(event) => setKeep(Number(event.target.value))}
              options={sorted.map((member, index) => ({
                value: index,
                label: `${member.name} · ${member.code ?? ''} · ${format.money(member.revenue)}`,
              }))}
            />
          </Form.Item>
        )}
        {asked === 'group' && (
          <Form.Item label={t('customers.dialog.group.name')}>
            <Input
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
          </Form.Item>
        )}
        {asked !== 'merge' && (
          <ul className="dialog-members">
            {sorted.slice(0, 8).map((member) => (
              <li key={partyKey(member.party)}>
                {member.name} <span className="muted">{format.money(member.revenue)}</span>
              </li>
            ))}
            {sorted.length > 8 && <li className="muted">… {count(sorted.length)}</li>}
          </ul>
        )}
        {asked === 'exclude' && (
          <Radio.Group
            className="dialog-list"
            value={why}
            onChange={(event) => setWhy(event.target.value as Exclusion)}
            options={WHYS.map((each) => ({
              value: each,
              label: (
                <>
                  <b>{t(`customers.why.${each}`)}</b>{' '}
                  <span className="muted">{t(`customers.why.${each}.note`)}</span>
                </>
              ),
            }))}
          />
        )}
        <Form.Item label={t('customers.dialog.why')}>
          <Input.TextArea
            data-testid="decision-reason"
            rows={2}
            maxLength={400}
            placeholder={t('customers.dialog.why.hint')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}

import { alike } from './alike.ts'

/** A night: what it comes to, what happened in it, step by step. */
export const nights = {
  /** what a night comes to, beside its numbers */
  verdict: {
    owner: {
      nobody: 'никого на связи',
      silent: 'дежурный не отвечал',
      overloaded: 'был занят другими',
      late: alike.late,
      unseen: 'без отметок и ответов',
      no_data: 'нет данных',
      in_time: 'вовремя',
      quiet: 'без вопросов',
      running: 'ещё идёт',
    },
    staff: {
      nobody: 'никого на смене',
      silent: 'смена молчала',
      overloaded: 'заняты другими',
      late: alike.late,
      unseen: 'без отметок',
      no_data: 'нет данных',
      in_time: 'вовремя',
      quiet: 'без обращений',
      running: 'ещё идёт',
    },
  },
  /** what happened in a night, where it stands alone */
  fact: {
    nobody: '{{gap}} никого на связи',
    unseen: '{{gap}} дежурный по графику не отмечался и не отвечал',
    silent: 'гость ждал {{wait}}, дежурный был на смене и не отвечал',
    overloaded_one: '{{n}} гость ждал {{wait}}: дежурный в это время отвечал другим',
    overloaded_few: '{{n}} вопроса с опозданием, ждали до {{most}}: дежурный в это время отвечал другим',
    overloaded_many: '{{n}} вопросов с опозданием, ждали до {{most}}: дежурный в это время отвечал другим',
    overloaded_other: '{{n}} вопроса с опозданием, ждали до {{most}}: дежурный в это время отвечал другим',
    late_one: '{{n}} вопрос с опозданием, ждали {{wait}}',
    late_few: '{{n}} вопроса с опозданием, ждали до {{most}}',
    late_many: '{{n}} вопросов с опозданием, ждали до {{most}}',
    late_other: '{{n}} вопроса с опозданием, ждали до {{most}}',
    no_data: alike.noData,
  },
  /** of a night that is not over */
  running: {
    nobody: 'Ночь ещё идёт. Пока никто не писал.',
    in_time: 'Ночь ещё идёт. Пока {{asked}}, все вовремя.',
    in_time_once: 'Ночь ещё идёт. Пока {{asked}}, ответили вовремя.',
    waiting: 'Ночь ещё идёт. Пока {{asked}}, никто не ждёт дольше обещанного.',
    late: 'Ночь ещё идёт. Пока {{asked}}, с опозданием — {{late}}.',
  },
  /** what happened, line by line */
  steps: {
    asked: 'гость написал: {{topic}}',
    askedOther: 'гость написал (тема не указана)',
    answered: 'ответили, гость ждал {{wait}}',
    answeredLate: 'ответили с опозданием, гость ждал {{wait}}',
    answeredBot: 'сразу ответил бот',
    answeredOwner: 'ответил владелец, гость ждал {{wait}}',
    overdue: 'ответа всё ещё нет',
    gapBegan: 'никого на связи',
    gapEnded: 'снова на связи',
    unseenBegan: 'от дежурного по графику ни отметок, ни ответов',
    unseenEnded: 'дежурный снова на связи',
    caseReported: 'случай: {{category}}',
    caseHandled: 'гостю помогли через {{wait}}: {{category}}',
    caseResolved: 'устранено',
    caseOpen: 'ещё не закончилось',
  },
  /** what a note is about */
  notes: { night: 'о ночи {{night}}' },
}

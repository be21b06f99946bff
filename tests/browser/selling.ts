// The working day as a person sees it: the same story on a desktop and on a phone, in English and in Chinese.
import { expect, type Locator, type Page } from '@playwright/test';
import { chooseFile, open, toast } from './app';

const EN = {
  today: 'Today', leads: 'Leads', deals: 'Deals', money: 'Payments due', reports: 'Reports', customers: 'Customers',
  add: 'Add', save: 'Save', undo: 'Undo', close: 'Close', table: 'Table', total: 'Total', name: 'Name', amount: 'Amount',
  // Whoever sits here.
  who: 'Who are you?', yourName: 'Your name', addMe: 'Add me', thisIsMe: 'This is me', iAm: (name: string) => `I am ${name}`,
  mine: 'Mine', ours: 'My team', whose: 'Whose',
  // The book.
  newCustomer: 'New customer', customerName: 'Name', phone: 'Phone', newProduct: 'New product', unitPrice: 'Unit price',
  quantity: 'Quantity', product: 'Product',
  // Today and the agenda.
  calm: 'Nothing waits for you today', planSomething: 'Plan something', whatAndWhen: 'What is to be done, and when',
  addedTask: 'Added task', done: (name: string) => `Done: ${name}`, completed: 'Completed 1 task', doneToday: 'done today: 1',
  field: 'In the field',
  // Leads.
  leadLine: 'New lead in one line', recognised: 'Recognised', newLead: (line: string) => `New lead: ${line}`,
  known: 'Perhaps in the book already', samePhone: 'same phone', convert: 'Convert', convertTitle: 'Convert the lead',
  converted: 'Converted a lead', became: 'Converted into', leadsGrid: 'Leads',
  // Conversations.
  log: 'Log', logTitle: 'Log a conversation', with: 'With', said: 'What was said', outcome: 'Outcome', next: 'Next step',
  logged: 'Logged a conversation', talks: 'Conversations',
  // Opportunities.
  stages: ['Prospecting', 'Qualification', 'Needs analysis', 'Proposal', 'Negotiation', 'Won', 'Lost'],
  newDeal: 'New opportunity', move: (name: string) => `Move ${name} to`, products: 'Products', addProduct: 'Add a product',
  line: (n: number) => `Product ${n}`, change: (label: string) => `Change ${label}`, winTitle: (name: string) => `Won: ${name}`,
  won: 'Won', makeOrder: 'Make an order', views: 'Views', forecast: 'Forecast', funnel: 'Funnel', all: 'All',
  largeDeals: 'Large deals', amountFrom: 'Amount from', largeNow: /^1 large deal:/, behind: (n: number) => `Behind this number: ${n}`,
  comes: /^What is to come/, howFar: 'How far they come', weighted: (amount: string) => `weighted ${amount}`,
  // Money.
  plan: 'Payment plan', planPayments: 'Plan payments', parts: 'Parts', divide: 'Divide the total', planned: 'Planned 2 instalments',
  orderTotal: 'Total', payments: 'Payments', payPart: (n: number) => `Record payment: ${n} of 2`, pay: 'Record payment', paid: 'Recorded a payment',
  outstanding: 'Outstanding', fullyPaid: 'Paid', overdue: 'Overdue', byCustomer: 'By customer', undated: 'No date agreed',
  summary: /^Summary/, ages: 'How long overdue', age1: '1–30 days', age2: '31–60 days', whichPayments: 'Which payments',
  // In the field.
  visit: (name: string) => `Visit ${name}`, whom: 'Whom to visit', way: 'The way', intoAgenda: 'Put into the agenda',
  plannedVisit: 'Planned 1 visit', checkIn: 'Check in', lately: 'Talked with lately', note: 'Note', checkedIn: 'Checked in',
  checkIns: 'Check-ins',
  // Reports.
  byOwner: 'Sales by owner', newReport: 'New report', groupBy: 'Group by', thenBy: 'Then by', owner: 'Owner', date: 'Date',
  drawnAs: 'Drawn as', reportName: 'Name of the report', removeFigure: 'Remove figure 2', targets: 'Targets', targetOf: 'Target of',
  saveTargets: 'Save targets', setTargets: /Set \d targets?/, reached: (a: string, b: string) => `${a} of ${b}`, achieved: 'reached',
  company: 'Whole company', ageing: 'Receivables by age', records: (n: number) => (n === 1 ? '1 record' : `${n} records`),
  // The team.
  team: 'Team', leftBehind: (name: string, what: string) => `${name} does not work here any more and still owns ${what}.`,
  twoCustomers: '2 customers', handOver: 'Hand over', newOwner: 'New owner', transferred: 'Transferred 2 records',
  // Files.
  import: 'Import', chooseFile: 'Choose a file', holds: 'What the file holds', check: 'Check the whole file', imported: 'Imported',
  kinds: { team: 'Teams', user: 'Users', customer: 'Customers', order: 'Orders', plan: 'Payment plan', payment: 'Payments', deal: 'Opportunities' },
};

const ZH: typeof EN = {
  today: '今天', leads: '线索', deals: '商机', money: '回款', reports: '报表', customers: '客户',
  add: '添加', save: '保存', undo: '撤销', close: '关闭', table: '表格', total: '合计', name: '名称', amount: '金额',
  who: '您是谁？', yourName: '您的姓名', addMe: '添加我', thisIsMe: '这是我', iAm: (name) => `我是${name}`,
  mine: '我的', ours: '我的团队', whose: '归属',
  newCustomer: '新建客户', customerName: '客户名称', phone: '电话', newProduct: '新建产品', unitPrice: '单价',
  quantity: '数量', product: '产品',
  calm: '今天没有待办事项', planSomething: '添加安排', whatAndWhen: '要做什么，什么时候',
  addedTask: '新增了任务', done: (name) => `完成：${name}`, completed: '完成了 1 项任务', doneToday: '今天已完成 1 项',
  field: '外勤',
  leadLine: '一行新建线索', recognised: '已识别', newLead: (line) => `新建线索：${line}`,
  known: '可能已在客户册中', samePhone: '电话相同', convert: '转化', convertTitle: '转化线索',
  converted: '转化了线索', became: '已转化为', leadsGrid: '线索',
  log: '记录', logTitle: '记录跟进', with: '对象', said: '内容', outcome: '结果', next: '下一步',
  logged: '记录了跟进', talks: '跟进记录',
  stages: ['初步接洽', '验证客户', '需求分析', '方案/报价', '商务谈判', '赢单', '输单'],
  newDeal: '新建商机', move: (name) => `把 ${name} 移动到`, products: '意向产品', addProduct: '添加产品',
  line: (n) => `产品 ${n}`, change: (label) => `修改${label}`, winTitle: (name) => `赢单：${name}`,
  won: '赢单', makeOrder: '转为订单', views: '视图', forecast: '预测', funnel: '漏斗', all: '合计',
  largeDeals: '大单', amountFrom: '金额不低于', largeNow: /^1 个大单：/, behind: (n) => `数字背后：${n} 个商机`,
  comes: /^未来预测/, howFar: '转化漏斗', weighted: (amount) => `加权 ${amount}`,
  plan: '回款计划', planPayments: '制定计划', parts: '期数', divide: '拆分总金额', planned: '制定了 2 期回款计划',
  orderTotal: '总金额', payments: '回款记录', payPart: (n) => `登记回款：第 ${n}/2 期`, pay: '登记回款', paid: '登记了回款',
  outstanding: '未回款', fullyPaid: '已回款', overdue: '逾期', byCustomer: '按客户', undated: '未约定日期',
  summary: /^汇总/, ages: '逾期账龄', age1: '1–30 天', age2: '31–60 天', whichPayments: '回款清单',
  visit: (name) => `拜访 ${name}`, whom: '选择拜访客户', way: '路线', intoAgenda: '加入日程',
  plannedVisit: '安排了 1 次拜访', checkIn: '签到', lately: '最近联系', note: '备注', checkedIn: '外勤签到',
  checkIns: '签到记录',
  byOwner: '按负责人销售额', newReport: '新建报表', groupBy: '分组', thenBy: '再按', owner: '负责人', date: '日期',
  drawnAs: '图表类型', reportName: '报表名称', removeFigure: '移除指标 2', targets: '业绩目标', targetOf: '目标指标',
  saveTargets: '保存目标', setTargets: /设定了 \d 项目标/, reached: (a, b) => `${a} / ${b}`, achieved: '已达成',
  company: '全公司', ageing: '应收账龄', records: (n) => `${n} 条记录`,
  team: '团队', leftBehind: (name, what) => `${name}已离职，名下仍有：${what}。`,
  twoCustomers: '2 位客户', handOver: '移交', newOwner: '新负责人', transferred: '转移了 2 条记录',
  import: '导入', chooseFile: '选择文件', holds: '文件内容', check: '检查整个文件', imported: '导入完成',
  kinds: { team: '团队', user: '用户', customer: '客户', order: '订单', plan: '回款计划', payment: '回款', deal: '商机' },
};

export type Words = typeof EN;

const DESK = { actionTimeout: 15_000, viewport: { width: 1440, height: 900 } };
const PHONE = { actionTimeout: 15_000, viewport: { width: 390, height: 844 }, hasTouch: true };

/** Where the stories are lived. */
export const SETTINGS = [
  { name: 'at a desk, in English', t: EN, zh: false, phone: false, use: { ...DESK, locale: 'en-GB' } },
  { name: 'on a phone, in English', t: EN, zh: false, phone: true, use: { ...PHONE, locale: 'en-GB' } },
  { name: 'at a desk, in Chinese', t: ZH, zh: true, phone: false, use: { ...DESK, locale: 'zh-CN' } },
  { name: 'on a phone, in Chinese', t: ZH, zh: true, phone: true, use: { ...PHONE, locale: 'zh-CN' } },
];

/** Somebody at work, with what they have in their hands. */
export class Person {
  constructor(
    readonly page: Page,
    readonly t: Words,
    readonly phone: boolean,
  ) {}

  /** A finger on a phone, else the pointer. */
  async press(what: Locator) {
    await (this.phone ? what.tap() : what.click());
  }

  /** Goes to a section by the bar. */
  async go(name: string) {
    const nav = this.page.getByRole('navigation').first();
    const link = nav.getByRole('link', { name, exact: true });
    if (!(await link.isVisible())) await this.press(nav.getByRole('button', { name: /^(More|更多)$/ }));
    await this.press(link);
    await expect(this.page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
  }

  dialog(name: string | RegExp): Locator {
    return this.page.getByRole('dialog', { name });
  }

  part(name: string | RegExp): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Chooses a record by its name. */
  async choose(box: Locator, name: string) {
    await box.fill(name);
    await expect(this.page.getByRole('listbox').getByRole('option', { name }).first()).toBeVisible();
    await box.press('ArrowDown');
    await box.press('Enter');
  }

  async told(text: string | RegExp) {
    await expect(toast(this.page, text).first()).toBeVisible();
  }

  /** A sum in a list of terms and amounts. */
  sum(part: string, term: string): Locator {
    return this.part(part).getByRole('term').filter({ hasText: new RegExp(`^${term}$`) }).locator('xpath=following-sibling::dd[1]');
  }

  /** Nothing is wider than the screen. */
  async fits() {
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${this.page.url()} fits`).toBeLessThanOrEqual(0);
  }

  /** Brings a file of records in. */
  async import(kind: string, lines: string[]) {
    const { page, t } = this;
    await open(page, 'import');
    await chooseFile(page, { name: 'records.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) }, t.chooseFile);
    await page.getByRole('combobox', { name: t.holds, exact: true }).selectOption(kind);
    await this.press(page.getByRole('button', { name: t.check }));
    await this.press(page.getByRole('main').getByRole('button', { name: t.import, exact: true }));
    await expect(page.getByRole('heading', { name: t.imported })).toBeVisible();
  }
}

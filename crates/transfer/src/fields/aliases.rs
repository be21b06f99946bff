//! What else people call our fields, beside their labels: the names that other programs write into their exports.

use super::within;
use crate::header::{self, Hint, plain};
use model::schema::{
    activity, contact, customer, lead, opportunity, order, order_line, payment, payment_plan, product, survey_response,
    target, task, user,
};
use model::{CollectionId, FieldId};
use protocol::import::{IMPORTED, ImportField, Role, Target, collections_of};
use std::collections::HashMap;

const CUSTOMER: CollectionId = customer::ID;
const CONTACT: CollectionId = contact::ID;
const PRODUCT: CollectionId = product::ID;
const ORDER: CollectionId = order::ID;
const LINE: CollectionId = order_line::ID;
const PAYMENT: CollectionId = payment::ID;
const PLAN: CollectionId = payment_plan::ID;
const ACTIVITY: CollectionId = activity::ID;
const RESPONSE: CollectionId = survey_response::ID;
const LEAD: CollectionId = lead::ID;
const USER: CollectionId = user::ID;
const DEAL: CollectionId = opportunity::ID;
const TARGET: CollectionId = target::ID;
const TASK: CollectionId = task::ID;

/// Names by field, as [`plain`] leaves them.
const ALIASES: &[(CollectionId, FieldId, &str)] = &[
    (CUSTOMER, customer::KIND.id, "type customertype accounttype clienttype 类型 客户类别"),
    (CUSTOMER, customer::LEVEL.id, "level tier grade rating class customerlevel 等级 客户等级 级别 vip等级"),
    (CUSTOMER, customer::SOURCE.id, "leadsource channel origin howdidyouhear 来源 渠道 获客渠道 线索来源"),
    (CUSTOMER, customer::SIZE.id, "companysize size numberofemployees headcount staff 规模 员工数 员工人数 公司规模"),
    (CUSTOMER, customer::WEBSITE.id, "web url homepage companydomainname domain 网址 官网 公司网站 主页"),
    (
        CUSTOMER,
        customer::ADDRESS.id,
        "street streetaddress billingaddress billingstreet mailingaddress 详细地址 公司地址 联系地址",
    ),
    (CUSTOMER, customer::SHIPPING_ADDRESS.id, "shippingstreet deliveryaddress 送货地址 收件地址"),
    (CUSTOMER, customer::WECHAT.id, "wechatid weixin 微信号"),
    (CUSTOMER, customer::GENDER.id, "sex 性别"),
    (CUSTOMER, customer::BIRTHDAY.id, "birthdate dateofbirth dob 出生日期 出生年月"),
    (CUSTOMER, customer::OCCUPATION.id, "job profession jobtitle 职业 工作"),
    (CUSTOMER, customer::TAGS.id, "tag label labels groups keywords 标签 分组"),
    (CUSTOMER, customer::PARENT.id, "parent parentaccount parentcompany parentcustomer 母公司 上级公司 上级单位"),
    (CUSTOMER, customer::REFERRED_BY.id, "referrer referredby 介绍人 推荐人"),
    (CUSTOMER, customer::REMARK.id, "note notes comment comments description memo remarks 备注 说明 描述"),
    (CUSTOMER, customer::ANNUAL_REVENUE.id, "annualrevenue revenue turnover 年收入 年营业额 营业额"),
    (CUSTOMER, customer::TAX_ID.id, "vat vatnumber vatid taxid taxnumber ein 税号 统一社会信用代码 纳税人识别号"),
    (CUSTOMER, customer::DO_NOT_CALL.id, "donotcall optout 请勿来电 免打扰"),
    (CUSTOMER, customer::CONSENT.id, "legalbasis lawfulbasis 授权"),
    (CUSTOMER, customer::POSITION.id, "coordinates latlng latlong gps geolocation 坐标 经纬度 定位"),
    (CONTACT, contact::NAME.id, "contactname contact fullname person 联系人 联系人姓名 姓名"),
    (
        CONTACT,
        contact::CUSTOMER.id,
        "company companyname account accountname customer customername client clientname organization organisation 公司 公司名称 客户 客户名称 单位 企业名称 所属公司",
    ),
    (CONTACT, contact::TITLE.id, "title jobtitle position 职位 职务 岗位"),
    (CONTACT, contact::DEPARTMENT.id, "dept 部门"),
    (CONTACT, contact::ROLE.id, "buyingrole decisionrole 角色"),
    (CONTACT, contact::MOBILE.id, "mobilephone mobileno mobilenumber cell cellphone 手机 手机号 手机号码 移动电话"),
    (
        CONTACT,
        contact::PHONE.id,
        "phonenumber telephone tel workphone businessphone officephone 办公电话 座机 固定电话 联系电话",
    ),
    (CONTACT, contact::BIRTHDAY.id, "birthdate dateofbirth dob 出生日期"),
    (CONTACT, contact::GENDER.id, "sex"),
    (CONTACT, contact::WECHAT.id, "wechatid weixin 微信号"),
    (CONTACT, contact::EXTERNAL_ID.id, "contactid recordid externalref id 联系人编号 编号"),
    (CONTACT, contact::REMARK.id, "note notes comment comments description memo remarks 说明"),
    (
        PRODUCT,
        product::SKU.id,
        "productcode code itemcode itemno productid itemid stockcode articlenumber barcode upc asin 编码 产品编码 商品编码 产品编号 商品编号 货号 条码 物料编码",
    ),
    (PRODUCT, product::NAME.id, "title description itemdescription 名称 品名"),
    (PRODUCT, product::UNIT_PRICE.id, "price listprice saleprice retailprice 价格 售价 零售价 标价"),
    (PRODUCT, product::UNIT_COST.id, "cost costprice purchaseprice buyingprice 成本价 进价 采购价"),
    (PRODUCT, product::UNIT.id, "uom unitofmeasure 计量单位"),
    (PRODUCT, product::ACTIVE.id, "isactive enabled status onsale 状态 上架 是否在售"),
    (PRODUCT, product::EXTERNAL_ID.id, "recordid externalref id"),
    (PRODUCT, product::REMARK.id, "note notes comment comments memo remarks 说明"),
    (PRODUCT, product::TAX_RATE.id, "tax taxrate vat vatrate taxpercent 税率 增值税率"),
    (ORDER, order::STATUS.id, "orderstatus state stage 状态"),
    (ORDER, order::CONTACT.id, "contactname contactperson 联系人姓名 收货人"),
    (
        ORDER,
        order::TOTAL.id,
        "ordertotal totalamount grandtotal orderamount amountdue 订单金额 总价 合计 总计 订单总额 实付金额 应付金额",
    ),
    (ORDER, order::EXTERNAL_ID.id, "recordid externalref id"),
    (ORDER, order::REMARK.id, "note notes comment comments memo remarks 说明 买家留言"),
    (LINE, order_line::ORDER.id, "orderno orderid ordernumber ordercode 订单号 订单编号"),
    (LINE, order_line::DISCOUNT.id, "discountamount rebate linediscount 折扣金额 优惠 优惠金额"),
    (LINE, order_line::AMOUNT.id, "linetotal lineamount subtotal extendedprice 小计 明细金额"),
    (LINE, order_line::TAX.id, "taxamount linetax vatamount 税额 税金"),
    (PLAN, payment_plan::ORDER.id, "orderno orderid ordernumber 订单号 订单编号"),
    (PLAN, payment_plan::DUE.id, "duedate dueon payby paymentdue 应收日期 到期日 付款期限 计划回款日期"),
    (
        PLAN,
        payment_plan::AMOUNT.id,
        "amountdue instalmentamount installmentamount dueamount 应收金额 计划金额 计划回款金额",
    ),
    (PLAN, payment_plan::INSTALMENT.id, "installment instalmentno phase 第几期 期次"),
    (PLAN, payment_plan::REMIND_DAYS.id, "reminder remindbefore 提醒天数"),
    (
        PAYMENT,
        payment::NUMBER.id,
        "paymentno paymentid paymentnumber receiptno receiptnumber transactionid 回款单号 收款单号 付款编号 流水号 交易号",
    ),
    (PAYMENT, payment::ORDER.id, "orderno orderid ordernumber invoiceno invoice invoicenumber 订单号 订单编号 发票号"),
    (
        PAYMENT,
        payment::DAY.id,
        "paymentdate paidat paidon datepaid receiveddate 付款日期 收款日期 支付时间 到账日期 到账时间",
    ),
    (
        PAYMENT,
        payment::AMOUNT.id,
        "paymentamount amountpaid paidamount received 付款金额 收款金额 支付金额 到账金额 金额",
    ),
    (PAYMENT, payment::METHOD.id, "paymentmethod paymenttype paidby 付款方式 支付方式 收款方式"),
    (PAYMENT, payment::STATUS.id, "paymentstatus state 付款状态 支付状态 收款状态 状态"),
    (PAYMENT, payment::INSTALMENT.id, "installment instalmentno phase 第几期 期次"),
    (PAYMENT, payment::EXTERNAL_ID.id, "recordid externalref id"),
    (PAYMENT, payment::REMARK.id, "note notes comment comments memo remarks 说明"),
    (ACTIVITY, activity::KIND.id, "type activitytype channel 类型 方式 活动类型 跟进类型"),
    (ACTIVITY, activity::CUSTOMER.id, "company account accountname customername client 客户 客户名称 公司"),
    (ACTIVITY, activity::CONTACT.id, "contactname person 联系人 联系人姓名"),
    (ACTIVITY, activity::DIRECTION.id, "calltype inboundoutbound 呼叫类型 来电去电"),
    (ACTIVITY, activity::OUTCOME.id, "result callresult disposition 跟进结果 通话结果"),
    (ACTIVITY, activity::MINUTES.id, "duration callduration durationminutes length 通话时长 时长"),
    (ACTIVITY, activity::AT.id, "date datetime when day createdat timestamp 日期 跟进时间 跟进日期 创建时间"),
    (
        ACTIVITY,
        activity::TEXT.id,
        "notes note subject description summary comment comments body 跟进内容 记录 备注 主题 说明",
    ),
    (TARGET, target::MEASURE.id, "kpi indicator metric goaltype 考核指标 目标类型"),
    (TARGET, target::OWNER.id, "salesperson rep user person 销售 业务员 人员"),
    (TARGET, target::PERIOD.id, "frequency periodtype 期间 周期类型"),
    (TARGET, target::START.id, "startdate from begin month quarter 开始 起始日期 月份"),
    (TARGET, target::AMOUNT.id, "quota goal target targetamount 目标 目标额 指标额"),
    (TARGET, target::COUNT.id, "targetcount goalcount 目标数"),
    (RESPONSE, survey_response::KIND.id, "surveytype questiontype metric measure kind 类型 问题 指标 调查类型"),
    (RESPONSE, survey_response::CUSTOMER.id, "respondent company account customername client 客户名称 受访者 公司"),
    (RESPONSE, survey_response::SCORE.id, "rating npsscore csatscore cesscore value answer 得分 分数 打分 评价"),
    (
        RESPONSE,
        survey_response::DAY.id,
        "respondedat answeredat submittedat responsedate completed 答卷日期 提交时间 回复时间",
    ),
    (RESPONSE, survey_response::COMMENT.id, "comments feedback verbatim reason note remark 反馈 备注 说明 建议"),
    (LEAD, lead::NAME.id, "leadname fullname contactname person 线索名称 联系人 客户姓名"),
    (LEAD, lead::COMPANY.id, "companyname account accountname organization organisation 公司名称 企业名称 单位"),
    (LEAD, lead::STATUS.id, "leadstatus stage state 线索状态 阶段 跟进状态"),
    (LEAD, lead::RATING.id, "temperature priority score 评级 等级 意向"),
    (LEAD, lead::MOBILE.id, "mobilephone mobileno mobilenumber cell cellphone 手机号 手机号码 移动电话"),
    (LEAD, lead::PHONE.id, "phonenumber telephone tel workphone businessphone 办公电话 座机 固定电话 联系电话"),
    (LEAD, lead::SOURCE.id, "leadsource channel origin 线索来源 渠道 获客渠道"),
    (LEAD, lead::OWNER.id, "leadowner ownername assignedto salesperson salesrep 线索负责人 所有人 销售 跟进人"),
    (LEAD, lead::NEXT_CONTACT_AT.id, "nextcontact nextcall followup followupdate 下次跟进 下次跟进时间 下次联系"),
    (LEAD, lead::LAST_CONTACTED_AT.id, "lastcontact lastcontacted lastactivity 最后跟进时间 最近联系时间"),
    (LEAD, lead::TITLE.id, "jobtitle position 职位 岗位"),
    (LEAD, lead::WECHAT.id, "wechatid weixin 微信号"),
    (LEAD, lead::WEBSITE.id, "web url homepage 网址 官网"),
    (LEAD, lead::ADDRESS.id, "street streetaddress 详细地址 公司地址"),
    (LEAD, lead::REGION.id, "city state province country 城市 省份 地区"),
    (LEAD, lead::REMARK.id, "note notes comment comments description memo remarks 说明 描述"),
    (LEAD, lead::EXTERNAL_ID.id, "leadid recordid externalref id 线索编号 编号"),
    (USER, user::NAME.id, "username fullname employee salesperson 员工 员工姓名 用户名"),
    (USER, user::TEAM.id, "department group 部门 小组"),
    (DEAL, opportunity::NAME.id, "dealname opportunityname deal title subject 商机名称 商机标题 项目名称"),
    (
        DEAL,
        opportunity::CUSTOMER.id,
        "account accountname company customername organization client 客户名称 公司 企业名称",
    ),
    (
        DEAL,
        opportunity::AMOUNT.id,
        "dealvalue value dealamount dealsize expectedrevenue 预计金额 预计销售额 金额 商机金额",
    ),
    (DEAL, opportunity::STAGE.id, "dealstage salesstage status phase 销售阶段 商机阶段 状态"),
    (
        DEAL,
        opportunity::EXPECTED_CLOSE_DATE.id,
        "closedate expectedclose closingdate duedate 预计签单日期 结单日期 预计成交时间",
    ),
    (DEAL, opportunity::OWNER.id, "dealowner assignedto salesperson rep salesrep 销售 销售员 业务员 跟进人"),
    (DEAL, opportunity::PROBABILITY.id, "winprobability chance likelihood 成交概率 可能性"),
    (DEAL, opportunity::PIPELINE.id, "salespipeline funnel 管道 销售流程"),
    (DEAL, opportunity::NEXT_STEP.id, "nextstep nextaction 下一步计划 下步计划"),
    (DEAL, opportunity::CONTACTS.id, "contact contactname primarycontact 联系人"),
    (DEAL, opportunity::SOURCE.id, "leadsource origin channel 商机来源 线索来源 来源"),
    (DEAL, opportunity::COMPETITOR.id, "competitors rival maincompetitor 主要竞争对手 竞品"),
    (DEAL, opportunity::LOST_REASON.id, "lossreason lostreason reasonlost closedlostreason 输单原因 丢单原因"),
    (DEAL, opportunity::CLOSED_AT.id, "closedon closeddate wondate closedat 成交日期 关闭日期 结束日期"),
    (DEAL, opportunity::OPENED_AT.id, "createdat createdon createddate createdate 创建日期 创建时间"),
    (DEAL, opportunity::EXTERNAL_ID.id, "dealid opportunityid recordid externalref id 商机编号 编号"),
    (DEAL, opportunity::REMARK.id, "note notes comment comments description memo remarks 说明 描述"),
    (TASK, task::NAME.id, "subject title task summary todo 主题 标题 任务 事项 待办"),
    (TASK, task::KIND.id, "type tasktype activitytype 类型 任务类型"),
    (
        TASK,
        task::DUE.id,
        "duedate dueat deadline start startdate starts when date 截止日期 截止时间 到期日 开始时间 日期",
    ),
    (TASK, task::STATUS.id, "state taskstatus progress 任务状态 进度 状态"),
    (TASK, task::CUSTOMER.id, "company account accountname customername client relatedto 客户名称 公司 关联客户"),
    (TASK, task::PRIORITY.id, "importance urgency 优先级 重要程度"),
    (TASK, task::ENDS.id, "end enddate endtime finish 结束日期 结束时间"),
    (TASK, task::ALL_DAY.id, "alldayevent wholeday 全天 整天"),
    (TASK, task::REPEAT.id, "recurrence recurring repeats frequency 重复 周期"),
    (TASK, task::PLACE.id, "location where venue address 地点 位置"),
    (TASK, task::CONTACT.id, "contactname person 联系人姓名"),
    (TASK, task::DONE_AT.id, "completed completedat completeddate closedat 完成日期 完成时间"),
    (TASK, task::REMARK.id, "note notes description details comment comments 备注 说明 描述"),
];

const FIRST_NAME: &str = "firstname givenname forename fname 名 名字";
const LAST_NAME: &str = "lastname surname familyname lname 姓 姓氏";
const CURRENCY: &str = "currency currencycode curr ccy isocurrency 币种 货币 货币代码";

/// Words that only say whose field it is.
const PREFIXES: &[(CollectionId, &str)] = &[
    (CUSTOMER, "customer client account member buyer company 客户 会员 顾客 买家 公司"),
    (CONTACT, "contact 联系人"),
    (PRODUCT, "product item goods article 产品 商品 货品"),
    (ORDER, "order 订单"),
    (LINE, "line orderline item product 明细 产品 商品"),
    (PAYMENT, "payment 回款 付款 收款 支付"),
    (ACTIVITY, "activity 跟进 活动"),
    (RESPONSE, "survey response answer 调查 答卷"),
    (LEAD, "lead prospect 线索 潜在客户"),
    (USER, "user employee 用户 员工"),
    (DEAL, "deal opportunity 商机"),
    (TASK, "task todo 任务"),
];

/// The surest sign: the field's own label or name.
const RANK_LABEL: u16 = 0;
const RANK_ALIAS: u16 = 100;
const RANK_PREFIXED: u16 = 200;
const RANK_HINT: u16 = 300;

/// The names of the fields that a file of one collection can hold.
pub struct Names {
    of: CollectionId,
    known: HashMap<String, Vec<(Target, u16)>>,
    prefixes: Vec<(CollectionId, &'static str)>,
}

impl Names {
    /// Of the fields that a file of `of` can hold.
    pub fn new(of: CollectionId, fields: &[ImportField]) -> Names {
        let mut known: HashMap<String, Vec<(Target, u16)>> = HashMap::new();
        let mut add = |name: String, target: Target, rank: u16| {
            let meant = known.entry(name).or_default();
            if !meant.iter().any(|(other, _)| *other == target) {
                meant.push((target, rank));
            }
        };
        for field in within(fields, of) {
            let target = Target::Field(field.of, field.id);
            let own = field.labels.iter().chain([&field.name]);
            own.for_each(|label| add(plain(label), target, RANK_LABEL));
            let others = ALIASES.iter().filter(|(of, id, _)| (*of, *id) == (field.of, field.id));
            let others = others.flat_map(|(_, _, names)| names.split_ascii_whitespace());
            others.for_each(|name| add(name.to_owned(), target, RANK_ALIAS));
        }
        if matches!(of, CUSTOMER | CONTACT | LEAD) {
            for (target, names) in [(Target::FirstName, FIRST_NAME), (Target::LastName, LAST_NAME)] {
                names.split_ascii_whitespace().for_each(|name| add(name.to_owned(), target, RANK_LABEL));
            }
        }
        CURRENCY.split_ascii_whitespace().for_each(|name| add(name.to_owned(), Target::Currency, RANK_ALIAS));
        known.remove("");
        let parts = collections_of(of);
        let prefixes = PREFIXES.iter().filter(|(of, _)| parts.contains(of));
        let words = prefixes.flat_map(|(of, words)| words.split_ascii_whitespace().map(|word| (*of, word)));
        Names { of, known, prefixes: words.collect() }
    }

    /// What a header can mean, and how sure that is (less is surer).
    pub fn meant(&self, header: &str) -> Vec<(Target, u16)> {
        let name = plain(header);
        let mut found = self.known.get(&name).cloned().unwrap_or_default();
        let mut add = |target: Target, rank: u16| match found.iter_mut().find(|(other, _)| *other == target) {
            Some((_, known)) => *known = rank.min(*known),
            None => found.push((target, rank)),
        };
        // Of equals the first: what a purchase log calls an order's id is its number.
        if let Some(Hint::Role(role, _)) = header::hint(header) {
            for ((of, id), rank) in by_role(self.of, role).iter().zip(RANK_HINT..) {
                add(Target::Field(*of, *id), rank);
            }
        }
        for (of, prefix) in &self.prefixes {
            let rest = name.strip_prefix(prefix).and_then(|rest| self.known.get(rest));
            for (target, rank) in rest.into_iter().flatten() {
                if matches!(target, Target::Field(part, _) if part == of) {
                    add(*target, rank + RANK_PREFIXED);
                }
            }
        }
        found
    }
}

/// Whether a row holds names of fields: at least two of them, and half of its cells.
pub fn names<'a>(fields: &[ImportField], row: impl Iterator<Item = &'a str>) -> bool {
    let cells: Vec<&str> = row.map(str::trim).filter(|cell| !cell.is_empty()).collect();
    let names: Vec<Names> = IMPORTED.into_iter().map(|of| Names::new(of, fields)).collect();
    let known = |cell: &&&str| names.iter().any(|names| !names.meant(cell).is_empty());
    let known = cells.iter().filter(known).count();
    known >= 2 && known * 2 >= cells.len()
}

/// The fields that a column of a purchase log is, where a file of `of` has it.
fn by_role(of: CollectionId, role: Role) -> &'static [(CollectionId, FieldId)] {
    match (of, role) {
        (CUSTOMER, Role::CustomerName) => &[(CUSTOMER, customer::NAME.id)],
        (CUSTOMER, Role::CustomerId) => &[(CUSTOMER, customer::EXTERNAL_ID.id)],
        (CUSTOMER, Role::Email) => &[(CUSTOMER, customer::EMAIL.id)],
        (CUSTOMER, Role::Phone) => &[(CUSTOMER, customer::PHONE.id)],
        (CUSTOMER, Role::Region) => &[(CUSTOMER, customer::REGION.id)],
        (CUSTOMER, Role::Industry) => &[(CUSTOMER, customer::INDUSTRY.id)],
        (CONTACT, Role::CustomerName) => &[(CONTACT, contact::NAME.id)],
        (CONTACT, Role::Email) => &[(CONTACT, contact::EMAIL.id)],
        (CONTACT, Role::Phone) => &[(CONTACT, contact::MOBILE.id), (CONTACT, contact::PHONE.id)],
        (LEAD, Role::Email) => &[(LEAD, lead::EMAIL.id)],
        (LEAD, Role::Phone) => &[(LEAD, lead::MOBILE.id), (LEAD, lead::PHONE.id)],
        (LEAD, Role::Region) => &[(LEAD, lead::REGION.id)],
        (LEAD, Role::Industry) => &[(LEAD, lead::INDUSTRY.id)],
        (PRODUCT, Role::Product) => &[(PRODUCT, product::NAME.id)],
        (PRODUCT, Role::Category) => &[(PRODUCT, product::CATEGORY.id)],
        (PRODUCT, Role::UnitPrice) => &[(PRODUCT, product::UNIT_PRICE.id)],
        (ORDER, Role::CustomerName | Role::CustomerId | Role::Email | Role::Phone) => &[(ORDER, order::CUSTOMER.id)],
        (ORDER, Role::OrderNumber) => &[(ORDER, order::NUMBER.id)],
        (ORDER, Role::Day) => &[(ORDER, order::DAY.id)],
        (ORDER, Role::Amount) => &[(ORDER, order::TOTAL.id), (LINE, order_line::AMOUNT.id)],
        (LINE, Role::OrderNumber) => &[(LINE, order_line::ORDER.id)],
        (ORDER | LINE, Role::Product) => &[(LINE, order_line::PRODUCT.id)],
        (ORDER | LINE, Role::Quantity) => &[(LINE, order_line::QUANTITY.id)],
        (ORDER | LINE, Role::UnitPrice) => &[(LINE, order_line::UNIT_PRICE.id)],
        (LINE, Role::Amount) => &[(LINE, order_line::AMOUNT.id)],
        (PAYMENT, Role::OrderNumber) => &[(PAYMENT, payment::ORDER.id)],
        (PAYMENT, Role::Day) => &[(PAYMENT, payment::DAY.id)],
        (PAYMENT, Role::Amount) => &[(PAYMENT, payment::AMOUNT.id)],
        (ACTIVITY, Role::CustomerName) => &[(ACTIVITY, activity::CUSTOMER.id)],
        (ACTIVITY, Role::Day) => &[(ACTIVITY, activity::AT.id)],
        _ => &[],
    }
}

//! What the names of columns mean, in English and Chinese.

use crate::text::fold;
use protocol::import::Role;

/// What a name says about its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// It has this role; the lower the rank, the surer.
    Role(Role, u16),
    /// It is known and none of our business: a cost, a row number, a birthday.
    Other,
}

/// Ranks of names that only end or begin like known ones start here.
const RANK_PART: u16 = 500;

/// Known names by role, surest first. Written as [`plain`] leaves them: lower case, letters and digits only.
const NAMES: &[(Role, &str)] = &[
    (
        Role::CustomerId,
        "customerid customerno customernumber customernum customercode customerkey custid custno custcode clientid \
         clientno clientnumber clientcode memberid memberno membernumber membershipid membershipno membercode buyerid \
         userid userno usercode accountid accountno accountnumber shopperid consumerid contactid householdid \
         householdkey visitorid guestid patientid subscriberid partnerid cardid cardno cardnumber loyaltyid \
         externalid 客户编号 客户号 客户id 客户代码 客户编码 客户号码 顾客编号 顾客id 顾客号 会员号 会员编号 会员id \
         会员卡号 会员代码 会员编码 用户id 用户编号 用户号 用户编码 买家id 买家编号 账户id 账号 客户账号 卡号 编号 \
         openid unionid uid cid id",
    ),
    (
        Role::CustomerName,
        "customername clientname custname membername buyername shoppername username accountname contactname fullname \
         billingname billtoname companyname company organisation organization receivername recipientname customer \
         client member buyer account name 客户名称 客户姓名 客户名 顾客姓名 顾客名称 会员姓名 会员名称 会员名 买家姓名 \
         买家会员名 买家昵称 买家名称 用户名 用户姓名 用户名称 姓名 公司名称 企业名称 单位名称 联系人 联系人姓名 \
         收货人姓名 收货人 收件人 收件人姓名 客户 顾客 会员 买家 用户 公司 名称 昵称 交易对方",
    ),
    (Role::FirstName, "firstname givenname forename fname customerfirstname billingfirstname 名 名字"),
    (Role::LastName, "lastname surname familyname lname customerlastname billinglastname 姓 姓氏"),
    (
        Role::Email,
        "email emailaddress mail mailaddress customeremail contactemail buyeremail useremail billingemail 邮箱 \
         电子邮箱 电子邮件 邮件 邮箱地址 电邮 客户邮箱 联系邮箱 邮件地址",
    ),
    (
        Role::Phone,
        "mobile mobilephone mobileno mobilenumber phone phonenumber phoneno telephone telephonenumber tel cell \
         cellphone customerphone contactphone contactnumber billingphone 手机 手机号 手机号码 移动电话 联系手机 \
         联系电话 电话 电话号码 客户电话 客户手机 收货人手机 收货人电话 会员手机 会员手机号 联系方式",
    ),
    (
        Role::Region,
        "region salesregion customerregion area territory state province stateprovince billingprovince county city \
         country billingcity billingcountry location market 地区 区域 大区 销售区域 客户区域 所在地区 省份 省 省市 \
         所在省份 收货省份 城市 市 所在城市 国家 国家地区",
    ),
    (
        Role::Industry,
        "industry sector customersegment segment vertical customertype customercategory 行业 客户行业 所属行业 \
         客户细分 细分 细分市场 客户类型 客户类别",
    ),
    (
        Role::OrderNumber,
        "orderid orderno ordernumber ordernum ordercode ordername invoiceid invoiceno invoicenumber invoice \
         transactionid transactionno transactionnumber transid receiptid receiptno receiptnumber purchaseid ticketno \
         saleid salesid basketid order 订单号 订单编号 订单id 订单编码 订单号码 主订单编号 单号 单据编号 单据号 交易号 \
         交易单号 交易编号 流水号 发票号 发票编号 小票号 销售单号",
    ),
    (
        Role::Day,
        "orderdate purchasedate salesdate saledate transactiondate transdate invoicedate orderday purchaseday \
         orderedat ordertime orderdatetime purchasetime purchasetimestamp orderpurchasetimestamp transactiontime date \
         day datetime paidat paymentdate paymenttime createdat created creationdate createdate timestamp time \
         completedat closedate shipdate shippingdate shippedat deliverydate 下单日期 订单日期 下单时间 订单时间 \
         购买日期 购买时间 成交日期 成交时间 交易日期 交易时间 消费日期 消费时间 销售日期 销售时间 付款日期 付款时间 \
         支付日期 支付时间 订单付款时间 订单创建时间 创建时间 创建日期 开单日期 单据日期 业务日期 日期 时间 \
         发货日期 发货时间",
    ),
    (
        Role::Amount,
        "amountpaid paidamount netamount sales salesamount saleamount amount orderamount purchaseamount \
         transactionamount ordertotal totalamount total totalsales grandtotal totalprice totalvalue ordervalue \
         purchasevalue revenue turnover netsales grosssales linetotal lineamount subtotal dollarvalue monetary value \
         spend spent spending payment paymentvalue paid sum extendedprice money 实付金额 实付款 实际支付金额 \
         买家实际支付金额 实收金额 实收 支付金额 付款金额 成交金额 成交额 交易金额 消费金额 订单金额 销售金额 销售额 \
         总金额 金额 总价 合计 合计金额 总计 总额 应付金额 买家应付货款 订单总额 小计 购买金额 营业额 收入",
    ),
    (Role::Currency, "currency currencycode curr ccy isocurrency 币种 货币 币别 货币代码"),
    (
        Role::Quantity,
        "quantity qty quantityordered orderquantity orderqty units unitssold unitsold numberofitems itemcount itemqty \
         lineitemquantity numitems items count pieces pcs volume 数量 购买数量 订购数量 销售数量 成交数量 件数 \
         宝贝总数量 商品数量 购买件数 销量 个数",
    ),
    (
        Role::UnitPrice,
        "unitprice price itemprice saleprice salesprice lineitemprice priceeach sellingprice 单价 价格 售价 商品单价 \
         商品价格",
    ),
    (
        Role::Product,
        "productname product itemname item lineitemname articlename article goodsname goods productdescription \
         itemdescription description productid productcode itemid itemcode itemno sku stockcode asin upc title 商品名称 \
         产品名称 商品 产品 宝贝标题 宝贝名称 货品名称 货品 品名 物品 项目 商品标题 商品编码 商品编号 产品编号 \
         产品编码 货号",
    ),
    (
        Role::Category,
        "category productcategory categoryname itemcategory productline subcategory productsubcategory producttype \
         department productgroup 品类 分类 类别 商品分类 商品类别 产品分类 产品类别 商品类目 类目 品类名称 一级分类 \
         二级分类 子类别",
    ),
];

/// Names that are no role of ours although they begin or end like one.
const OTHERS: &str = "rowid row rownumber rowno lineid lineno linenumber index no num seq serial birthday birthdate \
    dateofbirth updatedat updated modifiedat 序号 行号 行 生日 出生日期 更新时间 修改时间 备注 地址 邮编 zip zipcode \
    postalcode postcode shipmode status 状态";

/// Words that make a name something other than what it begins or ends like: `discount amount`, `ship date` is known.
const OTHER_PARTS: &[&str] = &[
    "discount",
    "profit",
    "cost",
    "tax",
    "vat",
    "shipping",
    "freight",
    "fee",
    "margin",
    "refund",
    "coupon",
    "birth",
    "updated",
    "balance",
    "points",
    "折扣",
    "优惠",
    "利润",
    "成本",
    "税",
    "运费",
    "邮费",
    "退款",
    "佣金",
    "手续费",
    "毛利",
    "红包",
    "积分",
    "余额",
    "出生",
    "更新",
    "定金",
    "number of orders",
    "rating",
    "percent",
    "rate",
    "比例",
    "率",
];

/// How names that are not known begin or end, surest first.
const ENDINGS: &[(Role, &str)] = &[
    (Role::Email, "email 邮箱"),
    (Role::Phone, "phone mobile 手机 手机号 电话"),
    (Role::OrderNumber, "orderid orderno ordernumber invoiceno 订单号 订单编号 单号"),
    (Role::CustomerId, "customerid clientid memberid userid custid 客户编号 会员号 会员编号 用户id 客户id"),
    (Role::CustomerName, "customername clientname customer client 客户名称 客户姓名 姓名"),
    (Role::Day, "date datetime timestamp day 日期 时间"),
    (Role::Amount, "amount total totalprice revenue sales turnover value usd eur cny rmb gbp 金额 额 总价 货款"),
    (Role::Quantity, "quantity qty units 数量 件数"),
    (Role::Product, "productname product itemname 商品名称 商品 产品"),
    (Role::Category, "category 分类 类别 类目"),
    (Role::UnitPrice, "price"),
    (Role::Region, "region province city state country 地区 区域 省份 城市"),
];

/// A name in lower case, full-width as half-width, without what stands in brackets, letters and digits only.
pub fn plain(name: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for c in name.chars().map(fold) {
        match c {
            '(' | '[' | '【' => depth += 1,
            ')' | ']' | '】' => depth = depth.saturating_sub(1),
            c if depth == 0 && c.is_alphanumeric() => plain.extend(c.to_lowercase()),
            _ => {}
        }
    }
    plain
}

fn holds(list: &str, name: &str) -> Option<u16> {
    list.split_ascii_whitespace().position(|listed| listed == name).and_then(|at| u16::try_from(at).ok())
}

/// What a column's name says about it.
pub fn hint(name: &str) -> Option<Hint> {
    let name = plain(name);
    if name.is_empty() {
        return None;
    }
    if let Some((role, rank)) = NAMES.iter().find_map(|(role, names)| Some((*role, holds(names, &name)?))) {
        return Some(Hint::Role(role, rank));
    }
    if holds(OTHERS, &name).is_some() || OTHER_PARTS.iter().any(|part| name.contains(part)) {
        return Some(Hint::Other);
    }
    if name.starts_with("numberof") || name.starts_with("numof") || name.starts_with("noof") {
        return Some(Hint::Role(Role::Quantity, RANK_PART));
    }
    if name.contains("unitprice") || name.contains("单价") {
        return Some(Hint::Role(Role::UnitPrice, RANK_PART));
    }
    let ending = |names: &str| names.split_ascii_whitespace().any(|ending| name.ends_with(ending));
    let part = ENDINGS.iter().zip(RANK_PART..).find(|((_, names), _)| ending(names));
    part.map(|((role, _), rank)| Hint::Role(*role, rank))
}

/// Whether a name says more than "id" or "number".
pub fn names_customer(name: &str) -> bool {
    !matches!(plain(name).as_str(), "id" | "uid" | "cid" | "编号" | "账号" | "卡号")
}

/// Fields looked at to tell whether a row names columns: names that we know seldom stand behind so many others.
const FIELDS_LOOKED_AT: usize = 100;

/// How many of the first of these fields are names that we know.
pub fn known(fields: &[String]) -> usize {
    fields.iter().take(FIELDS_LOOKED_AT).filter(|field| hint(field).is_some()).count()
}

/// A number for the headers of a file: the same wherever the same names stand in the same order. 0 where there are none.
pub fn fingerprint<'a>(names: impl Iterator<Item = Option<&'a str>>) -> u64 {
    let mut any = false;
    let plain = names.map(|name| {
        any |= name.is_some();
        plain(name.unwrap_or_default())
    });
    let hash = fnv1a(plain.flat_map(|name| name.into_bytes().into_iter().chain([0])));
    if any { hash } else { 0 }
}

/// FNV-1a (Fowler, Noll, Vo): for numbers that are kept and must never change.
pub fn fnv1a(bytes: impl Iterator<Item = u8>) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(PRIME))
}

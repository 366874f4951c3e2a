//! The labels of notices in both languages, and which of them a line begins with.

/// What a label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    Buyer,
    Agency,
    Number,
    Budget,
    Ceiling,
    Deadline,
    Opening,
    Winner,
    Award,
    Place,
    Address,
    Person,
    Reach,
    Mail,
    /// A name in a list below a heading, which says whose it is.
    Name,
    /// A heading above such a list.
    Project,
    /// What is labelled like one of these, and is none.
    Other,
}

/// The labels of each field, in the order in which they are believed; lower case, without spaces
/// in Chinese. A label may have other words before it: 本项目预算金额, `name of the buyer`.
#[rustfmt::skip]
const LABELS: &[(Field, &[&str])] = &[
    (Field::Buyer, &[
        "采购人名称", "采购单位名称", "采购人信息", "采购单位信息", "招标人信息", "采购人", "采购单位",
        "招标人", "招标单位", "采购方", "招标方", "需求单位", "建设单位", "业主单位", "项目业主", "项目单位",
        "name of buyer", "contracting authority", "contracting entity", "procuring entity",
        "procuring organisation", "procuring organization", "buyer", "purchaser", "purchasing entity",
        "issued by", "official name",
    ]),
    (Field::Agency, &[
        "采购代理机构名称", "采购代理机构信息", "招标代理机构信息", "采购代理机构", "招标代理机构",
        "代理机构名称", "代理机构", "招标代理", "代理单位", "procurement agent", "procuring agent",
        "purchasing agent", "procurement service provider", "acting on behalf of the buyer", "tender agent",
    ]),
    (Field::Number, &[
        "项目编号", "采购项目编号", "招标编号", "采购编号", "项目代码", "标书编号", "询价编号", "磋商编号",
        "公告编号", "procurement id", "tender reference", "tender number", "tender no", "tender id",
        "bid number", "bid no", "rfp number", "rfp no", "rfq number", "rfq no", "itt reference",
        "reference number", "reference no", "solicitation number", "contract number", "procurement reference",
        "file reference", "reference", "ref",
    ]),
    (Field::Budget, &[
        "预算金额", "预算总金额", "采购预算", "项目预算", "预算总价", "合同估算价", "总投资", "投资估算", "预算",
        "estimated total value", "estimated contract value", "estimated value", "estimated cost", "value excluding vat",
        "contract value", "maximum budget", "total budget", "approved budget", "indicative budget",
        "budget",
    ]),
    (Field::Ceiling, &[
        "最高限价", "最高投标限价", "最高响应限价", "招标控制价", "控制价", "拦标价", "上限价",
        "ceiling price", "price ceiling", "maximum price",
    ]),
    (Field::Deadline, &[
        "投标截止时间", "投标截止日期", "投标截止", "投标文件递交截止时间", "投标文件提交截止时间",
        "投标文件递交的截止时间", "提交投标文件截止时间", "递交投标文件截止时间", "递交截止时间",
        "递交截止日期", "提交截止时间", "提交截止日期", "截标时间", "响应文件提交截止时间",
        "响应文件递交截止时间", "提交响应文件截止时间", "递交响应文件截止时间", "响应截止时间",
        "提交投标文件截止时间、开标时间和地点", "响应文件提交", "报价截止时间", "报名截止时间", "截止时间",
        "截止日期", "截止",
        "deadline for receipt of tenders", "time limit for receipt of tenders", "time limit for receipt",
        "deadline for submission", "submission deadline", "bid deadline", "tender deadline",
        "proposal deadline", "proposals due", "quotations due", "bids due", "closing date and time",
        "closing date", "closing time", "tender closing", "due date", "deadline", "closes",
    ]),
    (Field::Opening, &[
        "开标时间", "开标日期", "响应文件开启", "开启时间", "bid opening", "tender opening", "opening of tenders",
    ]),
    (Field::Winner, &[
        "中标供应商", "成交供应商", "中标单位", "成交单位", "中标人", "中标人名称", "供应商名称", "中选人",
        "第一中标候选人", "中标候选人", "第一成交候选人", "入围供应商", "successful tenderer",
        "successful bidder", "winning tenderer", "winning bidder", "name of the contractor", "contractor",
        "awarded to", "winner",
    ]),
    (Field::Award, &[
        "中标金额", "成交金额", "中标（成交）金额", "中标成交金额", "中标价", "成交价", "中选价", "合同金额",
        "total value of the contract", "contract price", "awarded value", "award value", "award amount",
    ]),
    (Field::Place, &[
        "行政区域", "所属地区", "项目所在地", "项目地点", "实施地点", "交货地点", "建设地点", "服务地点", "地区",
        "country", "place of performance", "place of delivery", "delivery location", "location",
    ]),
    (Field::Address, &["采购人地址", "招标人地址", "地址", "address"]),
    (Field::Person, &[
        "项目联系人", "采购人联系人", "联系人", "contact person", "contact name", "enquiries to", "enquiries", "point of contact",
        "procurement officer", "contact",
    ]),
    (Field::Reach, &[
        "联系电话", "联系方式", "项目联系方式", "电话", "手机", "telephone", "phone", "tel",
    ]),
    (Field::Mail, &["电子邮箱", "电子邮件", "邮箱", "e-mail", "email"]),
    (Field::Name, &["名称"]),
    (Field::Project, &["项目联系方式", "contact points"]),
    (Field::Other, &[
        "供应商地址", "中标人地址", "代理机构地址", "中标供应商地址", "成交供应商地址", "contractor address",
        "邮箱地址", "web address", "internet address", "e-mail address", "job reference", "询问", "your reference",
    ]),
];

/// The field of a label and its place in the table; the longest label that the head ends with.
pub(super) fn known(head: &str) -> Option<(Field, usize)> {
    let ends = |label: &str| {
        let before = head.strip_suffix(label)?;
        // An English label is a whole word; a Chinese one has a few characters before it at most.
        let whole = match label.is_ascii() {
            true => before.is_empty() || before.ends_with([' ', '.', ')', '/']),
            false => before.chars().count() <= 8,
        };
        whole.then_some(label.len())
    };
    LABELS
        .iter()
        .flat_map(|(field, labels)| {
            let ranked = labels.iter().enumerate();
            ranked.filter_map(move |(rank, label)| Some((ends(label)?, *field, rank)))
        })
        .max_by_key(|&(length, _, _)| length)
        .map(|(_, field, rank)| (field, rank))
}

//! Chinese names, with the pinyin that their e-mail addresses are made of.

use super::CHINESE_REGIONS;
use crate::choice;
use crate::people::Named;
use crate::random::Random;

/// A character or word and its reading.
type Read = (&'static str, &'static str);

static SURNAMES: [Read; 40] = [
    ("王", "wang"),
    ("李", "li"),
    ("张", "zhang"),
    ("刘", "liu"),
    ("陈", "chen"),
    ("杨", "yang"),
    ("黄", "huang"),
    ("赵", "zhao"),
    ("吴", "wu"),
    ("周", "zhou"),
    ("徐", "xu"),
    ("孙", "sun"),
    ("马", "ma"),
    ("朱", "zhu"),
    ("胡", "hu"),
    ("郭", "guo"),
    ("何", "he"),
    ("高", "gao"),
    ("林", "lin"),
    ("罗", "luo"),
    ("郑", "zheng"),
    ("梁", "liang"),
    ("谢", "xie"),
    ("宋", "song"),
    ("唐", "tang"),
    ("许", "xu"),
    ("韩", "han"),
    ("冯", "feng"),
    ("邓", "deng"),
    ("曹", "cao"),
    ("彭", "peng"),
    ("曾", "zeng"),
    ("肖", "xiao"),
    ("田", "tian"),
    ("董", "dong"),
    ("潘", "pan"),
    ("袁", "yuan"),
    ("蔡", "cai"),
    ("余", "yu"),
    ("欧阳", "ouyang"),
];

static FEMALE: [Read; 30] = [
    ("芳", "fang"),
    ("娜", "na"),
    ("敏", "min"),
    ("静", "jing"),
    ("丽", "li"),
    ("艳", "yan"),
    ("娟", "juan"),
    ("霞", "xia"),
    ("婷", "ting"),
    ("雪", "xue"),
    ("慧", "hui"),
    ("颖", "ying"),
    ("琳", "lin"),
    ("玲", "ling"),
    ("梅", "mei"),
    ("兰", "lan"),
    ("欣怡", "xinyi"),
    ("梓涵", "zihan"),
    ("雨桐", "yutong"),
    ("思雨", "siyu"),
    ("佳怡", "jiayi"),
    ("诗涵", "shihan"),
    ("晓燕", "xiaoyan"),
    ("雅婷", "yating"),
    ("美琪", "meiqi"),
    ("若曦", "ruoxi"),
    ("婉清", "wanqing"),
    ("秀英", "xiuying"),
    ("桂芳", "guifang"),
    ("春梅", "chunmei"),
];

static MALE: [Read; 30] = [
    ("伟", "wei"),
    ("强", "qiang"),
    ("磊", "lei"),
    ("军", "jun"),
    ("洋", "yang"),
    ("勇", "yong"),
    ("杰", "jie"),
    ("涛", "tao"),
    ("明", "ming"),
    ("超", "chao"),
    ("刚", "gang"),
    ("平", "ping"),
    ("辉", "hui"),
    ("鹏", "peng"),
    ("浩然", "haoran"),
    ("子轩", "zixuan"),
    ("宇航", "yuhang"),
    ("俊杰", "junjie"),
    ("天佑", "tianyou"),
    ("志强", "zhiqiang"),
    ("建国", "jianguo"),
    ("小明", "xiaoming"),
    ("文博", "wenbo"),
    ("嘉豪", "jiahao"),
    ("泽宇", "zeyu"),
    ("博文", "bowen"),
    ("国栋", "guodong"),
    ("思远", "siyuan"),
    ("立新", "lixin"),
    ("家明", "jiaming"),
];

static BRANDS: [Read; 34] = [
    ("清和", "qinghe"),
    ("云山", "yunshan"),
    ("春晓", "chunxiao"),
    ("听雨", "tingyu"),
    ("松风", "songfeng"),
    ("一叶", "yiye"),
    ("南山", "nanshan"),
    ("明月", "mingyue"),
    ("朴舍", "pushe"),
    ("观澜", "guanlan"),
    ("禾木", "hemu"),
    ("青禾", "qinghe"),
    ("和顺", "heshun"),
    ("福源", "fuyuan"),
    ("瑞丰", "ruifeng"),
    ("百味", "baiwei"),
    ("四季", "siji"),
    ("老街", "laojie"),
    ("晨光里", "chenguangli"),
    ("半日闲", "banrixian"),
    ("知味", "zhiwei"),
    ("云栖", "yunqi"),
    ("海棠", "haitang"),
    ("锦和", "jinhe"),
    ("同心", "tongxin"),
    ("嘉禾", "jiahe"),
    ("悦来", "yuelai"),
    ("山居", "shanju"),
    ("竹里", "zhuli"),
    ("小满", "xiaoman"),
    ("谷雨", "guyu"),
    ("望江", "wangjiang"),
    ("九曲", "jiuqu"),
    ("长青", "changqing"),
];

static TRADES: [&str; 14] = [
    "茶馆",
    "茶业有限公司",
    "咖啡馆",
    "超市",
    "商贸有限公司",
    "酒店",
    "餐饮管理有限公司",
    "书店",
    "民宿",
    "烘焙坊",
    "生活馆",
    "食品有限公司",
    "文化传播有限公司",
    "办公服务有限公司",
];

/// A Chinese region; the big cities more often.
pub(crate) fn region(random: &mut Random) -> usize {
    let place = random.unit();
    ((place * (0.4 + 0.6 * place)) * CHINESE_REGIONS as f64) as usize
}

/// `王小明`.
pub(crate) fn person(random: &mut Random) -> Named {
    let woman = random.chance(0.55);
    let (surname, reading) = random.of(&SURNAMES);
    let (given, given_reading) = random.of(if woman { &FEMALE } else { &MALE });
    Named {
        name: format!("{surname}{given}"),
        gender: Some(if woman { choice::FEMALE } else { choice::MALE }),
        mailbox: format!("{given_reading}.{reading}"),
    }
}

/// `杭州清和茶业有限公司`, `听雨茶馆`.
pub(crate) fn business(city: &str, random: &mut Random) -> Named {
    let (brand, reading) = random.of(&BRANDS);
    let trade = random.of(&TRADES);
    let city = if trade.ends_with("公司") || random.chance(0.3) { city } else { "" };
    Named { name: format!("{city}{brand}{trade}"), gender: None, mailbox: reading.to_owned() }
}

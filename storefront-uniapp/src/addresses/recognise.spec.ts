import { describe, expect, it } from "vitest";
import { divisions } from "./divisions";
import { recogniseAddress } from "./recognise";

const wanted = {
  full_name: "张三",
  phone: "13800138000",
  province: "浙江省",
  city: "杭州市",
  district: "西湖区",
  address_1: "文三路100号3幢201",
};

describe("an address out of a copied text", () => {
  it.each([
    "张三 13800138000 浙江省杭州市西湖区文三路100号3幢201",
    "张三，138 0013 8000，浙江省杭州市西湖区文三路100号3幢201",
    "收货人：张三\n手机号码：+86 138-0013-8000\n所在地区：浙江省 杭州市 西湖区\n详细地址：文三路100号3幢201",
    "浙江省杭州市西湖区文三路100号3幢201 张三 13800138000",
    "张三浙江杭州西湖区文三路100号3幢201 13800138000",
  ])("%s", (text) => {
    expect(recogniseAddress(text, divisions)).toEqual(wanted);
  });

  it("knows municipalities and autonomous regions", () => {
    expect(recogniseAddress("李四 13912345678 上海市浦东新区世纪大道1号", divisions)).toMatchObject({
      province: "上海市",
      district: "浦东新区",
      address_1: "世纪大道1号",
    });
    expect(
      recogniseAddress("王五 13912345678 内蒙古自治区呼和浩特市新城区海拉尔东街2号", divisions),
    ).toMatchObject({
      province: "内蒙古自治区",
      city: "呼和浩特市",
      district: "新城区",
      address_1: "海拉尔东街2号",
    });
  });

  it("leaves out what is not there", () => {
    expect(recogniseAddress("13800138000", divisions)).toEqual({ phone: "13800138000" });
    expect(recogniseAddress("你好呀", divisions)).toEqual({ full_name: "你好呀" });
    expect(recogniseAddress("", divisions)).toEqual({});
  });
});

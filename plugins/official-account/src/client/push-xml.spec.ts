import { describe, expect, it } from "vitest";
import { element, readPushXml } from "./push-xml";

describe("reading", () => {
  it("takes text, CDATA and entities, and leaves nested elements out", () => {
    const text = `<xml>
      <ToUserName><![CDATA[gh_1]]></ToUserName><CreateTime>1348831860</CreateTime>
      <Content><![CDATA[<b>你好</b> & ]]]]><![CDATA[>]]></Content><Title>a &lt; b &amp; c</Title>
      <ScanCodeInfo><ScanType>qrcode</ScanType></ScanCodeInfo><Empty></Empty>
      <EventKey><![CDATA[]]></EventKey>
    </xml>`;
    expect(readPushXml(text)).toEqual({
      ToUserName: "gh_1",
      CreateTime: "1348831860",
      Content: "<b>你好</b> & ]]>",
      Title: "a < b & c",
      Empty: "",
      EventKey: "",
    });
  });

  it.each([
    '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/passwd">]><xml><Content>&x;</Content></xml>',
    '<?xml version="1.0"?><xml><A>1</A></xml>',
    "<xml><A>&x;</A></xml>",
    "<xml><A>&#65;</A></xml>",
    "<xml><A>1</A><A>2</A></xml>",
    '<xml><A b="1">1</A></xml>',
    "<xml><!-- hidden --><A>1</A></xml>",
    "<xml><A>1</B></xml>",
    "<xml><A>1</A>",
    "<xml><A>1</A></xml><xml></xml>",
    "<xml><A><B><C><D>1</D></C></B></A></xml>",
    "{}",
    "",
  ])("refuses %s", (text) => {
    expect(readPushXml(text)).toBeNull();
  });
});

it("writes what it reads", () => {
  expect(readPushXml(`<xml>${element("Content", "a]]>b<&")}</xml>`)).toEqual({ Content: "a]]>b<&" });
});

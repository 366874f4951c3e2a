"""Scrapy's side of the crawl benchmark: title, description, h1 and body text of every page.

usage: spider.py PORT HOSTS OUT
"""
import sys

import scrapy
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor


class Pages(scrapy.Spider):
    name = "pages"

    def __init__(self, port, hosts, **more):
        super().__init__(**more)
        names = [f"127.0.1.{host}" for host in range(1, hosts + 1)]
        self.allowed_domains = names
        self.start_urls = [f"http://{name}:{port}/" for name in names]
        self.links = LinkExtractor()

    def parse(self, response):
        yield {
            "url": response.url,
            "title": response.css("title::text").get(),
            "description": response.css("meta[name=description]::attr(content)").get(),
            "h1": response.css("h1::text").get(),
            "text": " ".join(
                part.strip() for part in response.xpath("//body//text()").getall() if part.strip()
            ),
        }
        for link in self.links.extract_links(response):
            yield scrapy.Request(link.url, callback=self.parse)


def main():
    port, hosts, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    process = CrawlerProcess({
        "LOG_LEVEL": "ERROR",
        "ROBOTSTXT_OBEY": False,
        "CONCURRENT_REQUESTS": 32,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "DOWNLOAD_DELAY": 0,
        "TELNETCONSOLE_ENABLED": False,
        "FEEDS": {out: {"format": "jsonlines", "encoding": "utf8"}},
    })
    process.crawl(Pages, port=port, hosts=hosts)
    process.start()


if __name__ == "__main__":
    main()

"""Turn the metadata of a PDF/A-2a file into metadata that says it is PDF/UA-1 as well.

The renderer writes the claim of one standard only, though what it makes keeps both. A property that PDF/A does not know
needs a schema that describes it (ISO 19005-2, 6.6.2.3); the property itself is ISO 14289-1, 5.
"""

CLAIM = """<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file keeps</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
END = "</rdf:RDF>"


def claim_ua_too(metadata: bytes) -> bytes:
    """Return the XMP packet of a PDF/A-2a file with the claim of PDF/UA-1 in it."""
    text = metadata.decode("utf-8")
    assert text.count(END) == 1, "the renderer writes one block of statements"
    return text.replace(END, CLAIM + END).encode("utf-8")

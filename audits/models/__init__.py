from audits.models.draws import Draw, DrawnPack
from audits.models.handings import Handing, Letter, Remark
from audits.models.mocks import MockAudit
from audits.models.reviews import BlindReview, Volunteer

__all__ = ["BlindReview", "Draw", "DrawnPack", "Handing", "Letter", "MockAudit", "Remark", "Volunteer"]
